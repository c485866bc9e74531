// Generated from chart/values.schema.json by `npm run generate`. Do not edit.
// @ts-nocheck: plain JavaScript as the schema compiler writes it.

import type { ValidateFunction } from "ajv";
import func2Module from "ajv/dist/runtime/ucs2length.js";
"use strict";
export const validateValues: ValidateFunction = validate10;
const schema11 = {"type":"object","properties":{"sharding":{"title":"Sharding","type":"object","additionalProperties":false,"properties":{"enabled":{"type":"boolean"},"shards":{"type":"integer","minimum":1,"maximum":1000}}},"rules":{"title":"Rules","type":"object","additionalProperties":false,"properties":{"enabled":{"type":"boolean"},"prometheusRule":{"type":"object","additionalProperties":false,"properties":{"enabled":{"type":"boolean"},"force":{"type":"boolean"},"namespace":{"$ref":"#/definitions/optionalName"},"labels":{"$ref":"#/definitions/labels"},"annotations":{"$ref":"#/definitions/annotations"}}},"vmRule":{"type":"object","additionalProperties":false,"properties":{"enabled":{"type":"boolean"},"force":{"type":"boolean"},"namespace":{"$ref":"#/definitions/optionalName"},"labels":{"$ref":"#/definitions/labels"},"annotations":{"$ref":"#/definitions/annotations"}}},"runbookUrl":{"type":"string"},"dashboardUrl":{"type":"string"},"additionalLabels":{"$ref":"#/definitions/ruleLabels"},"extraGroups":{"type":"array","items":{"$ref":"#/definitions/ruleGroup"}},"alerts":{"type":"object","additionalProperties":false,"properties":{"ImageAbsent":{"$ref":"#/definitions/alert0"},"ImagePullUnauthenticated":{"$ref":"#/definitions/alert0"},"ImagePullUnauthorized":{"$ref":"#/definitions/alert0"},"ImageNameInvalid":{"$ref":"#/definitions/alert0"},"ImageRegistryFailing":{"$ref":"#/definitions/alert0"},"ImageCheckUnknownError":{"$ref":"#/definitions/alert0"},"RegistryV1Unsupported":{"$ref":"#/definitions/alert0"},"RegistryUnavailable":{"$ref":"#/definitions/alert1"},"RegistryRateLimited":{"$ref":"#/definitions/alert0"},"RegistryQuotaLow":{"$ref":"#/definitions/alert2"},"ExporterDown":{"$ref":"#/definitions/alert0"},"ExporterNotReady":{"$ref":"#/definitions/alert0"},"ChecksStale":{"$ref":"#/definitions/alert0"},"RecheckWindowUnreachable":{"$ref":"#/definitions/alert2"},"InformerNotSynced":{"$ref":"#/definitions/alert0"},"PullSecretInvalid":{"$ref":"#/definitions/alert0"},"PullSecretMissing":{"$ref":"#/definitions/alert0"},"HighErrorRatio":{"$ref":"#/definitions/alert1"},"DeploymentImageUnavailable":{"$ref":"#/definitions/alert0"},"StatefulSetImageUnavailable":{"$ref":"#/definitions/alert0"},"DaemonSetImageUnavailable":{"$ref":"#/definitions/alert0"},"CronJobImageUnavailable":{"$ref":"#/definitions/alert0"},"NodePodsNearCapacity":{"$ref":"#/definitions/alert1"},"NodeEphemeralStorageFilling":{"$ref":"#/definitions/alert1"},"VolumeFilling":{"$ref":"#/definitions/alert1"},"EtcdNearQuota":{"$ref":"#/definitions/alert1"},"EtcdObjectsMany":{"$ref":"#/definitions/alert0"},"ApiObjectsGrowing":{"$ref":"#/definitions/alert0"},"NamespaceQuotaNearlyUsed":{"$ref":"#/definitions/alert1"},"FinishedJobsKept":{"$ref":"#/definitions/alert3"},"FailedPodsKept":{"$ref":"#/definitions/alert3"},"ClaimsUnused":{"$ref":"#/definitions/alert3"},"DeploymentsLongAtZero":{"$ref":"#/definitions/alert3"},"PullSecretsUnused":{"$ref":"#/definitions/alert0"},"RolloutWouldInterrupt":{"$ref":"#/definitions/alert0"}}}}},"hygiene":{"title":"Cluster hygiene","type":"object","additionalProperties":false,"properties":{"enabled":{"type":"boolean"}}},"alertmanagerConfig":{"title":"Notifications","type":"object","additionalProperties":false,"properties":{"enabled":{"type":"boolean"},"force":{"type":"boolean"},"namespace":{"$ref":"#/definitions/optionalName"},"labels":{"$ref":"#/definitions/labels"},"annotations":{"$ref":"#/definitions/annotations"},"receivers":{"type":"object","propertyNames":{"minLength":1},"additionalProperties":{"type":"object","propertyNames":{"pattern":"^[a-z][a-z0-9]*(Configs|_configs)$","x-expected":"a kind of receivers such as slackConfigs or slack_configs"},"additionalProperties":{"type":"array","items":{"type":"object"}}}},"texts":{"type":"string","enum":["inline","configMap","none"]},"exporterNamespace":{"$ref":"#/definitions/optionalName"},"routes":{"type":"object","additionalProperties":false,"properties":{"critical":{"type":"object","additionalProperties":false,"properties":{"receiver":{"type":"string"},"groupWait":{"$ref":"#/definitions/ruleDuration"},"groupInterval":{"$ref":"#/definitions/ruleDuration"},"repeatInterval":{"$ref":"#/definitions/ruleDuration"}}},"warning":{"type":"object","additionalProperties":false,"properties":{"receiver":{"type":"string"},"groupWait":{"$ref":"#/definitions/ruleDuration"},"groupInterval":{"$ref":"#/definitions/ruleDuration"},"repeatInterval":{"$ref":"#/definitions/ruleDuration"}}},"info":{"type":"object","additionalProperties":false,"properties":{"receiver":{"type":"string"},"groupWait":{"$ref":"#/definitions/ruleDuration"},"groupInterval":{"$ref":"#/definitions/ruleDuration"},"repeatInterval":{"$ref":"#/definitions/ruleDuration"}}}}},"groupBy":{"type":"object","additionalProperties":false,"properties":{"registry":{"type":"array","items":{"type":"string","minLength":1}},"others":{"type":"array","items":{"type":"string","minLength":1}}}},"teams":{"type":"object","additionalProperties":false,"properties":{"label":{"type":"string","pattern":"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"},"receivers":{"type":"object","additionalProperties":{"type":"string","minLength":1}}}},"inhibition":{"type":"object","additionalProperties":false,"properties":{"registryUnavailable":{"type":"boolean"},"exporterDown":{"type":"boolean"},"severity":{"type":"boolean"}}},"spec":{"type":"object"}}}},"definitions":{"labels":{"type":"object","propertyNames":{"pattern":"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"},"additionalProperties":{"type":"string","pattern":"^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$"}},"annotations":{"type":"object","propertyNames":{"pattern":"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"},"additionalProperties":{"type":"string"}},"optionalName":{"type":"string","maxLength":253,"pattern":"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$"},"ruleDuration":{"type":"string","pattern":"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$","x-expected":"a duration as Prometheus writes it, such as 10m or 1h30m"},"ruleSeverity":{"type":"string","pattern":"^[A-Za-z0-9_-]+$","x-expected":"a severity such as critical, warning or info"},"ruleLabels":{"type":"object","propertyNames":{"pattern":"^[a-zA-Z_][a-zA-Z0-9_]*$","not":{"enum":["alertname","severity"]},"x-expected":"a label's name other than alertname and severity"},"additionalProperties":{"type":"string"}},"ruleAnnotations":{"type":"object","propertyNames":{"pattern":"^[a-zA-Z_][a-zA-Z0-9_]*$","x-expected":"an annotation's name such as summary"},"additionalProperties":{"type":"string"}},"ruleGroup":{"type":"object","properties":{"name":{"type":"string","minLength":1},"rules":{"type":"array","items":{"type":"object"}}},"required":["name","rules"]},"alert0":{"type":"object","additionalProperties":false,"properties":{"enabled":{"type":"boolean"},"for":{"$ref":"#/definitions/ruleDuration"},"keepFiringFor":{"$ref":"#/definitions/ruleDuration"},"severity":{"$ref":"#/definitions/ruleSeverity"},"threshold":{"type":"number","minimum":1},"labels":{"$ref":"#/definitions/ruleLabels"},"annotations":{"$ref":"#/definitions/ruleAnnotations"}}},"alert1":{"type":"object","additionalProperties":false,"properties":{"enabled":{"type":"boolean"},"for":{"$ref":"#/definitions/ruleDuration"},"keepFiringFor":{"$ref":"#/definitions/ruleDuration"},"severity":{"$ref":"#/definitions/ruleSeverity"},"threshold":{"type":"number","minimum":0,"maximum":1},"labels":{"$ref":"#/definitions/ruleLabels"},"annotations":{"$ref":"#/definitions/ruleAnnotations"}}},"alert2":{"type":"object","additionalProperties":false,"properties":{"enabled":{"type":"boolean"},"for":{"$ref":"#/definitions/ruleDuration"},"keepFiringFor":{"$ref":"#/definitions/ruleDuration"},"severity":{"$ref":"#/definitions/ruleSeverity"},"threshold":{"type":"number","minimum":0},"labels":{"$ref":"#/definitions/ruleLabels"},"annotations":{"$ref":"#/definitions/ruleAnnotations"}}},"alert3":{"type":"object","additionalProperties":false,"properties":{"enabled":{"type":"boolean"},"for":{"$ref":"#/definitions/ruleDuration"},"keepFiringFor":{"$ref":"#/definitions/ruleDuration"},"severity":{"$ref":"#/definitions/ruleSeverity"},"threshold":{"type":"integer","minimum":1},"labels":{"$ref":"#/definitions/ruleLabels"},"annotations":{"$ref":"#/definitions/ruleAnnotations"}}}}};
const schema12 = {"type":"string","maxLength":253,"pattern":"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$"};
const schema13 = {"type":"object","propertyNames":{"pattern":"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"},"additionalProperties":{"type":"string","pattern":"^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$"}};
const schema14 = {"type":"object","propertyNames":{"pattern":"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"},"additionalProperties":{"type":"string"}};
const schema18 = {"type":"object","propertyNames":{"pattern":"^[a-zA-Z_][a-zA-Z0-9_]*$","not":{"enum":["alertname","severity"]},"x-expected":"a label's name other than alertname and severity"},"additionalProperties":{"type":"string"}};
const schema19 = {"type":"object","properties":{"name":{"type":"string","minLength":1},"rules":{"type":"array","items":{"type":"object"}}},"required":["name","rules"]};
const schema21 = {"type":"string","pattern":"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$","x-expected":"a duration as Prometheus writes it, such as 10m or 1h30m"};
const func2 = func2Module.default;
const func5 = Object.prototype.hasOwnProperty;
const pattern0 = new RegExp("^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$", "");
const pattern1 = new RegExp("^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$", "");
const pattern2 = new RegExp("^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$", "");
const pattern8 = new RegExp("^[a-zA-Z_][a-zA-Z0-9_]*$", "");
const pattern33 = new RegExp("^[a-z][a-z0-9]*(Configs|_configs)$", "");
const pattern9 = new RegExp("^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$", "");
const schema20 = {"type":"object","additionalProperties":false,"properties":{"enabled":{"type":"boolean"},"for":{"$ref":"#/definitions/ruleDuration"},"keepFiringFor":{"$ref":"#/definitions/ruleDuration"},"severity":{"$ref":"#/definitions/ruleSeverity"},"threshold":{"type":"number","minimum":1},"labels":{"$ref":"#/definitions/ruleLabels"},"annotations":{"$ref":"#/definitions/ruleAnnotations"}}};
const schema23 = {"type":"string","pattern":"^[A-Za-z0-9_-]+$","x-expected":"a severity such as critical, warning or info"};
const schema25 = {"type":"object","propertyNames":{"pattern":"^[a-zA-Z_][a-zA-Z0-9_]*$","x-expected":"an annotation's name such as summary"},"additionalProperties":{"type":"string"}};
const pattern11 = new RegExp("^[A-Za-z0-9_-]+$", "");

function validate11(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((((key0 === "enabled") || (key0 === "for")) || (key0 === "keepFiringFor")) || (key0 === "severity")) || (key0 === "threshold")) || (key0 === "labels")) || (key0 === "annotations"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema20,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.enabled !== undefined){
let data0 = data.enabled;
if(typeof data0 !== "boolean"){
const err1 = {instancePath:instancePath+"/enabled",schemaPath:"#/properties/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema20.properties.enabled.type,parentSchema:schema20.properties.enabled,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.for !== undefined){
let data1 = data.for;
if(typeof data1 === "string"){
if(!pattern9.test(data1)){
const err2 = {instancePath:instancePath+"/for",schemaPath:"#/definitions/ruleDuration/pattern",keyword:"pattern",params:{pattern: "^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"},message:"must match pattern \""+"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"+"\"",schema:"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$",parentSchema:schema21,data:data1};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath:instancePath+"/for",schemaPath:"#/definitions/ruleDuration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.type,parentSchema:schema21,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.keepFiringFor !== undefined){
let data2 = data.keepFiringFor;
if(typeof data2 === "string"){
if(!pattern9.test(data2)){
const err4 = {instancePath:instancePath+"/keepFiringFor",schemaPath:"#/definitions/ruleDuration/pattern",keyword:"pattern",params:{pattern: "^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"},message:"must match pattern \""+"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"+"\"",schema:"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$",parentSchema:schema21,data:data2};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/keepFiringFor",schemaPath:"#/definitions/ruleDuration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.type,parentSchema:schema21,data:data2};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.severity !== undefined){
let data3 = data.severity;
if(typeof data3 === "string"){
if(!pattern11.test(data3)){
const err6 = {instancePath:instancePath+"/severity",schemaPath:"#/definitions/ruleSeverity/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]+$"},message:"must match pattern \""+"^[A-Za-z0-9_-]+$"+"\"",schema:"^[A-Za-z0-9_-]+$",parentSchema:schema23,data:data3};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/severity",schemaPath:"#/definitions/ruleSeverity/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema23.type,parentSchema:schema23,data:data3};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.threshold !== undefined){
let data4 = data.threshold;
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 < 1 || isNaN(data4)){
const err8 = {instancePath:instancePath+"/threshold",schemaPath:"#/properties/threshold/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema20.properties.threshold,data:data4};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/threshold",schemaPath:"#/properties/threshold/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema20.properties.threshold.type,parentSchema:schema20.properties.threshold,data:data4};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.labels !== undefined){
let data5 = data.labels;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
for(const key1 in data5){
const _errs18 = errors;
const _errs19 = errors;
const _errs20 = errors;
if(!((key1 === "alertname") || (key1 === "severity"))){
const err10 = {};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
var valid6 = _errs20 === errors;
if(valid6){
const err11 = {instancePath:instancePath+"/labels",schemaPath:"#/definitions/ruleLabels/propertyNames/not",keyword:"not",params:{},message:"must NOT be valid",schema:schema18.propertyNames.not,parentSchema:schema18.propertyNames,data:key1,propertyName:key1};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
else {
errors = _errs19;
if(vErrors !== null){
if(_errs19){
vErrors.length = _errs19;
}
else {
vErrors = null;
}
}
}
if(typeof key1 === "string"){
if(!pattern8.test(key1)){
const err12 = {instancePath:instancePath+"/labels",schemaPath:"#/definitions/ruleLabels/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[a-zA-Z_][a-zA-Z0-9_]*$"},message:"must match pattern \""+"^[a-zA-Z_][a-zA-Z0-9_]*$"+"\"",schema:"^[a-zA-Z_][a-zA-Z0-9_]*$",parentSchema:schema18.propertyNames,data:key1,propertyName:key1};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
var valid5 = _errs18 === errors;
if(!valid5){
const err13 = {instancePath:instancePath+"/labels",schemaPath:"#/definitions/ruleLabels/propertyNames",keyword:"propertyNames",params:{propertyName: key1},message:"property name must be valid",schema:schema18.propertyNames,parentSchema:schema18,data:data5};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
for(const key2 in data5){
let data6 = data5[key2];
if(typeof data6 !== "string"){
const err14 = {instancePath:instancePath+"/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/ruleLabels/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema18.additionalProperties.type,parentSchema:schema18.additionalProperties,data:data6};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
}
else {
const err15 = {instancePath:instancePath+"/labels",schemaPath:"#/definitions/ruleLabels/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema18.type,parentSchema:schema18,data:data5};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.annotations !== undefined){
let data7 = data.annotations;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
for(const key3 in data7){
const _errs27 = errors;
if(typeof key3 === "string"){
if(!pattern8.test(key3)){
const err16 = {instancePath:instancePath+"/annotations",schemaPath:"#/definitions/ruleAnnotations/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[a-zA-Z_][a-zA-Z0-9_]*$"},message:"must match pattern \""+"^[a-zA-Z_][a-zA-Z0-9_]*$"+"\"",schema:"^[a-zA-Z_][a-zA-Z0-9_]*$",parentSchema:schema25.propertyNames,data:key3,propertyName:key3};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
var valid9 = _errs27 === errors;
if(!valid9){
const err17 = {instancePath:instancePath+"/annotations",schemaPath:"#/definitions/ruleAnnotations/propertyNames",keyword:"propertyNames",params:{propertyName: key3},message:"property name must be valid",schema:schema25.propertyNames,parentSchema:schema25,data:data7};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
for(const key4 in data7){
let data8 = data7[key4];
if(typeof data8 !== "string"){
const err18 = {instancePath:instancePath+"/annotations/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/ruleAnnotations/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema25.additionalProperties.type,parentSchema:schema25.additionalProperties,data:data8};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
else {
const err19 = {instancePath:instancePath+"/annotations",schemaPath:"#/definitions/ruleAnnotations/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema25.type,parentSchema:schema25,data:data7};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
}
else {
const err20 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema20.type,parentSchema:schema20,data};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
validate11.errors = vErrors;
return errors === 0;
}

const schema26 = {"type":"object","additionalProperties":false,"properties":{"enabled":{"type":"boolean"},"for":{"$ref":"#/definitions/ruleDuration"},"keepFiringFor":{"$ref":"#/definitions/ruleDuration"},"severity":{"$ref":"#/definitions/ruleSeverity"},"threshold":{"type":"number","minimum":0,"maximum":1},"labels":{"$ref":"#/definitions/ruleLabels"},"annotations":{"$ref":"#/definitions/ruleAnnotations"}}};

function validate19(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((((key0 === "enabled") || (key0 === "for")) || (key0 === "keepFiringFor")) || (key0 === "severity")) || (key0 === "threshold")) || (key0 === "labels")) || (key0 === "annotations"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema26,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.enabled !== undefined){
let data0 = data.enabled;
if(typeof data0 !== "boolean"){
const err1 = {instancePath:instancePath+"/enabled",schemaPath:"#/properties/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema26.properties.enabled.type,parentSchema:schema26.properties.enabled,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.for !== undefined){
let data1 = data.for;
if(typeof data1 === "string"){
if(!pattern9.test(data1)){
const err2 = {instancePath:instancePath+"/for",schemaPath:"#/definitions/ruleDuration/pattern",keyword:"pattern",params:{pattern: "^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"},message:"must match pattern \""+"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"+"\"",schema:"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$",parentSchema:schema21,data:data1};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath:instancePath+"/for",schemaPath:"#/definitions/ruleDuration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.type,parentSchema:schema21,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.keepFiringFor !== undefined){
let data2 = data.keepFiringFor;
if(typeof data2 === "string"){
if(!pattern9.test(data2)){
const err4 = {instancePath:instancePath+"/keepFiringFor",schemaPath:"#/definitions/ruleDuration/pattern",keyword:"pattern",params:{pattern: "^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"},message:"must match pattern \""+"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"+"\"",schema:"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$",parentSchema:schema21,data:data2};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/keepFiringFor",schemaPath:"#/definitions/ruleDuration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.type,parentSchema:schema21,data:data2};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.severity !== undefined){
let data3 = data.severity;
if(typeof data3 === "string"){
if(!pattern11.test(data3)){
const err6 = {instancePath:instancePath+"/severity",schemaPath:"#/definitions/ruleSeverity/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]+$"},message:"must match pattern \""+"^[A-Za-z0-9_-]+$"+"\"",schema:"^[A-Za-z0-9_-]+$",parentSchema:schema23,data:data3};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/severity",schemaPath:"#/definitions/ruleSeverity/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema23.type,parentSchema:schema23,data:data3};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.threshold !== undefined){
let data4 = data.threshold;
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 1 || isNaN(data4)){
const err8 = {instancePath:instancePath+"/threshold",schemaPath:"#/properties/threshold/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1},message:"must be <= 1",schema:1,parentSchema:schema26.properties.threshold,data:data4};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data4 < 0 || isNaN(data4)){
const err9 = {instancePath:instancePath+"/threshold",schemaPath:"#/properties/threshold/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema26.properties.threshold,data:data4};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/threshold",schemaPath:"#/properties/threshold/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema26.properties.threshold.type,parentSchema:schema26.properties.threshold,data:data4};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.labels !== undefined){
let data5 = data.labels;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
for(const key1 in data5){
const _errs18 = errors;
const _errs19 = errors;
const _errs20 = errors;
if(!((key1 === "alertname") || (key1 === "severity"))){
const err11 = {};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
var valid6 = _errs20 === errors;
if(valid6){
const err12 = {instancePath:instancePath+"/labels",schemaPath:"#/definitions/ruleLabels/propertyNames/not",keyword:"not",params:{},message:"must NOT be valid",schema:schema18.propertyNames.not,parentSchema:schema18.propertyNames,data:key1,propertyName:key1};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
else {
errors = _errs19;
if(vErrors !== null){
if(_errs19){
vErrors.length = _errs19;
}
else {
vErrors = null;
}
}
}
if(typeof key1 === "string"){
if(!pattern8.test(key1)){
const err13 = {instancePath:instancePath+"/labels",schemaPath:"#/definitions/ruleLabels/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[a-zA-Z_][a-zA-Z0-9_]*$"},message:"must match pattern \""+"^[a-zA-Z_][a-zA-Z0-9_]*$"+"\"",schema:"^[a-zA-Z_][a-zA-Z0-9_]*$",parentSchema:schema18.propertyNames,data:key1,propertyName:key1};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
var valid5 = _errs18 === errors;
if(!valid5){
const err14 = {instancePath:instancePath+"/labels",schemaPath:"#/definitions/ruleLabels/propertyNames",keyword:"propertyNames",params:{propertyName: key1},message:"property name must be valid",schema:schema18.propertyNames,parentSchema:schema18,data:data5};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
for(const key2 in data5){
let data6 = data5[key2];
if(typeof data6 !== "string"){
const err15 = {instancePath:instancePath+"/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/ruleLabels/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema18.additionalProperties.type,parentSchema:schema18.additionalProperties,data:data6};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
else {
const err16 = {instancePath:instancePath+"/labels",schemaPath:"#/definitions/ruleLabels/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema18.type,parentSchema:schema18,data:data5};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data.annotations !== undefined){
let data7 = data.annotations;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
for(const key3 in data7){
const _errs27 = errors;
if(typeof key3 === "string"){
if(!pattern8.test(key3)){
const err17 = {instancePath:instancePath+"/annotations",schemaPath:"#/definitions/ruleAnnotations/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[a-zA-Z_][a-zA-Z0-9_]*$"},message:"must match pattern \""+"^[a-zA-Z_][a-zA-Z0-9_]*$"+"\"",schema:"^[a-zA-Z_][a-zA-Z0-9_]*$",parentSchema:schema25.propertyNames,data:key3,propertyName:key3};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
var valid9 = _errs27 === errors;
if(!valid9){
const err18 = {instancePath:instancePath+"/annotations",schemaPath:"#/definitions/ruleAnnotations/propertyNames",keyword:"propertyNames",params:{propertyName: key3},message:"property name must be valid",schema:schema25.propertyNames,parentSchema:schema25,data:data7};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
for(const key4 in data7){
let data8 = data7[key4];
if(typeof data8 !== "string"){
const err19 = {instancePath:instancePath+"/annotations/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/ruleAnnotations/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema25.additionalProperties.type,parentSchema:schema25.additionalProperties,data:data8};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
}
else {
const err20 = {instancePath:instancePath+"/annotations",schemaPath:"#/definitions/ruleAnnotations/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema25.type,parentSchema:schema25,data:data7};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
}
else {
const err21 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema26.type,parentSchema:schema26,data};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
validate19.errors = vErrors;
return errors === 0;
}

const schema32 = {"type":"object","additionalProperties":false,"properties":{"enabled":{"type":"boolean"},"for":{"$ref":"#/definitions/ruleDuration"},"keepFiringFor":{"$ref":"#/definitions/ruleDuration"},"severity":{"$ref":"#/definitions/ruleSeverity"},"threshold":{"type":"number","minimum":0},"labels":{"$ref":"#/definitions/ruleLabels"},"annotations":{"$ref":"#/definitions/ruleAnnotations"}}};

function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((((key0 === "enabled") || (key0 === "for")) || (key0 === "keepFiringFor")) || (key0 === "severity")) || (key0 === "threshold")) || (key0 === "labels")) || (key0 === "annotations"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema32,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.enabled !== undefined){
let data0 = data.enabled;
if(typeof data0 !== "boolean"){
const err1 = {instancePath:instancePath+"/enabled",schemaPath:"#/properties/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema32.properties.enabled.type,parentSchema:schema32.properties.enabled,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.for !== undefined){
let data1 = data.for;
if(typeof data1 === "string"){
if(!pattern9.test(data1)){
const err2 = {instancePath:instancePath+"/for",schemaPath:"#/definitions/ruleDuration/pattern",keyword:"pattern",params:{pattern: "^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"},message:"must match pattern \""+"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"+"\"",schema:"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$",parentSchema:schema21,data:data1};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath:instancePath+"/for",schemaPath:"#/definitions/ruleDuration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.type,parentSchema:schema21,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.keepFiringFor !== undefined){
let data2 = data.keepFiringFor;
if(typeof data2 === "string"){
if(!pattern9.test(data2)){
const err4 = {instancePath:instancePath+"/keepFiringFor",schemaPath:"#/definitions/ruleDuration/pattern",keyword:"pattern",params:{pattern: "^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"},message:"must match pattern \""+"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"+"\"",schema:"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$",parentSchema:schema21,data:data2};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/keepFiringFor",schemaPath:"#/definitions/ruleDuration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.type,parentSchema:schema21,data:data2};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.severity !== undefined){
let data3 = data.severity;
if(typeof data3 === "string"){
if(!pattern11.test(data3)){
const err6 = {instancePath:instancePath+"/severity",schemaPath:"#/definitions/ruleSeverity/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]+$"},message:"must match pattern \""+"^[A-Za-z0-9_-]+$"+"\"",schema:"^[A-Za-z0-9_-]+$",parentSchema:schema23,data:data3};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/severity",schemaPath:"#/definitions/ruleSeverity/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema23.type,parentSchema:schema23,data:data3};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.threshold !== undefined){
let data4 = data.threshold;
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 < 0 || isNaN(data4)){
const err8 = {instancePath:instancePath+"/threshold",schemaPath:"#/properties/threshold/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema32.properties.threshold,data:data4};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/threshold",schemaPath:"#/properties/threshold/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema32.properties.threshold.type,parentSchema:schema32.properties.threshold,data:data4};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.labels !== undefined){
let data5 = data.labels;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
for(const key1 in data5){
const _errs18 = errors;
const _errs19 = errors;
const _errs20 = errors;
if(!((key1 === "alertname") || (key1 === "severity"))){
const err10 = {};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
var valid6 = _errs20 === errors;
if(valid6){
const err11 = {instancePath:instancePath+"/labels",schemaPath:"#/definitions/ruleLabels/propertyNames/not",keyword:"not",params:{},message:"must NOT be valid",schema:schema18.propertyNames.not,parentSchema:schema18.propertyNames,data:key1,propertyName:key1};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
else {
errors = _errs19;
if(vErrors !== null){
if(_errs19){
vErrors.length = _errs19;
}
else {
vErrors = null;
}
}
}
if(typeof key1 === "string"){
if(!pattern8.test(key1)){
const err12 = {instancePath:instancePath+"/labels",schemaPath:"#/definitions/ruleLabels/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[a-zA-Z_][a-zA-Z0-9_]*$"},message:"must match pattern \""+"^[a-zA-Z_][a-zA-Z0-9_]*$"+"\"",schema:"^[a-zA-Z_][a-zA-Z0-9_]*$",parentSchema:schema18.propertyNames,data:key1,propertyName:key1};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
var valid5 = _errs18 === errors;
if(!valid5){
const err13 = {instancePath:instancePath+"/labels",schemaPath:"#/definitions/ruleLabels/propertyNames",keyword:"propertyNames",params:{propertyName: key1},message:"property name must be valid",schema:schema18.propertyNames,parentSchema:schema18,data:data5};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
for(const key2 in data5){
let data6 = data5[key2];
if(typeof data6 !== "string"){
const err14 = {instancePath:instancePath+"/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/ruleLabels/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema18.additionalProperties.type,parentSchema:schema18.additionalProperties,data:data6};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
}
else {
const err15 = {instancePath:instancePath+"/labels",schemaPath:"#/definitions/ruleLabels/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema18.type,parentSchema:schema18,data:data5};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.annotations !== undefined){
let data7 = data.annotations;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
for(const key3 in data7){
const _errs27 = errors;
if(typeof key3 === "string"){
if(!pattern8.test(key3)){
const err16 = {instancePath:instancePath+"/annotations",schemaPath:"#/definitions/ruleAnnotations/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[a-zA-Z_][a-zA-Z0-9_]*$"},message:"must match pattern \""+"^[a-zA-Z_][a-zA-Z0-9_]*$"+"\"",schema:"^[a-zA-Z_][a-zA-Z0-9_]*$",parentSchema:schema25.propertyNames,data:key3,propertyName:key3};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
var valid9 = _errs27 === errors;
if(!valid9){
const err17 = {instancePath:instancePath+"/annotations",schemaPath:"#/definitions/ruleAnnotations/propertyNames",keyword:"propertyNames",params:{propertyName: key3},message:"property name must be valid",schema:schema25.propertyNames,parentSchema:schema25,data:data7};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
for(const key4 in data7){
let data8 = data7[key4];
if(typeof data8 !== "string"){
const err18 = {instancePath:instancePath+"/annotations/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/ruleAnnotations/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema25.additionalProperties.type,parentSchema:schema25.additionalProperties,data:data8};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
else {
const err19 = {instancePath:instancePath+"/annotations",schemaPath:"#/definitions/ruleAnnotations/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema25.type,parentSchema:schema25,data:data7};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
}
else {
const err20 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema32.type,parentSchema:schema32,data};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
validate22.errors = vErrors;
return errors === 0;
}

const schema38 = {"type":"object","additionalProperties":false,"properties":{"enabled":{"type":"boolean"},"for":{"$ref":"#/definitions/ruleDuration"},"keepFiringFor":{"$ref":"#/definitions/ruleDuration"},"severity":{"$ref":"#/definitions/ruleSeverity"},"threshold":{"type":"integer","minimum":1},"labels":{"$ref":"#/definitions/ruleLabels"},"annotations":{"$ref":"#/definitions/ruleAnnotations"}}};

function validate43(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((((key0 === "enabled") || (key0 === "for")) || (key0 === "keepFiringFor")) || (key0 === "severity")) || (key0 === "threshold")) || (key0 === "labels")) || (key0 === "annotations"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema38,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.enabled !== undefined){
let data0 = data.enabled;
if(typeof data0 !== "boolean"){
const err1 = {instancePath:instancePath+"/enabled",schemaPath:"#/properties/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema38.properties.enabled.type,parentSchema:schema38.properties.enabled,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.for !== undefined){
let data1 = data.for;
if(typeof data1 === "string"){
if(!pattern9.test(data1)){
const err2 = {instancePath:instancePath+"/for",schemaPath:"#/definitions/ruleDuration/pattern",keyword:"pattern",params:{pattern: "^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"},message:"must match pattern \""+"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"+"\"",schema:"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$",parentSchema:schema21,data:data1};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath:instancePath+"/for",schemaPath:"#/definitions/ruleDuration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.type,parentSchema:schema21,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.keepFiringFor !== undefined){
let data2 = data.keepFiringFor;
if(typeof data2 === "string"){
if(!pattern9.test(data2)){
const err4 = {instancePath:instancePath+"/keepFiringFor",schemaPath:"#/definitions/ruleDuration/pattern",keyword:"pattern",params:{pattern: "^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"},message:"must match pattern \""+"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"+"\"",schema:"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$",parentSchema:schema21,data:data2};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/keepFiringFor",schemaPath:"#/definitions/ruleDuration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.type,parentSchema:schema21,data:data2};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.severity !== undefined){
let data3 = data.severity;
if(typeof data3 === "string"){
if(!pattern11.test(data3)){
const err6 = {instancePath:instancePath+"/severity",schemaPath:"#/definitions/ruleSeverity/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]+$"},message:"must match pattern \""+"^[A-Za-z0-9_-]+$"+"\"",schema:"^[A-Za-z0-9_-]+$",parentSchema:schema23,data:data3};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/severity",schemaPath:"#/definitions/ruleSeverity/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema23.type,parentSchema:schema23,data:data3};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.threshold !== undefined){
let data4 = data.threshold;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
const err8 = {instancePath:instancePath+"/threshold",schemaPath:"#/properties/threshold/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema38.properties.threshold.type,parentSchema:schema38.properties.threshold,data:data4};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 < 1 || isNaN(data4)){
const err9 = {instancePath:instancePath+"/threshold",schemaPath:"#/properties/threshold/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema38.properties.threshold,data:data4};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
if(data.labels !== undefined){
let data5 = data.labels;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
for(const key1 in data5){
const _errs18 = errors;
const _errs19 = errors;
const _errs20 = errors;
if(!((key1 === "alertname") || (key1 === "severity"))){
const err10 = {};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
var valid6 = _errs20 === errors;
if(valid6){
const err11 = {instancePath:instancePath+"/labels",schemaPath:"#/definitions/ruleLabels/propertyNames/not",keyword:"not",params:{},message:"must NOT be valid",schema:schema18.propertyNames.not,parentSchema:schema18.propertyNames,data:key1,propertyName:key1};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
else {
errors = _errs19;
if(vErrors !== null){
if(_errs19){
vErrors.length = _errs19;
}
else {
vErrors = null;
}
}
}
if(typeof key1 === "string"){
if(!pattern8.test(key1)){
const err12 = {instancePath:instancePath+"/labels",schemaPath:"#/definitions/ruleLabels/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[a-zA-Z_][a-zA-Z0-9_]*$"},message:"must match pattern \""+"^[a-zA-Z_][a-zA-Z0-9_]*$"+"\"",schema:"^[a-zA-Z_][a-zA-Z0-9_]*$",parentSchema:schema18.propertyNames,data:key1,propertyName:key1};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
var valid5 = _errs18 === errors;
if(!valid5){
const err13 = {instancePath:instancePath+"/labels",schemaPath:"#/definitions/ruleLabels/propertyNames",keyword:"propertyNames",params:{propertyName: key1},message:"property name must be valid",schema:schema18.propertyNames,parentSchema:schema18,data:data5};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
for(const key2 in data5){
let data6 = data5[key2];
if(typeof data6 !== "string"){
const err14 = {instancePath:instancePath+"/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/ruleLabels/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema18.additionalProperties.type,parentSchema:schema18.additionalProperties,data:data6};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
}
else {
const err15 = {instancePath:instancePath+"/labels",schemaPath:"#/definitions/ruleLabels/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema18.type,parentSchema:schema18,data:data5};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.annotations !== undefined){
let data7 = data.annotations;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
for(const key3 in data7){
const _errs27 = errors;
if(typeof key3 === "string"){
if(!pattern8.test(key3)){
const err16 = {instancePath:instancePath+"/annotations",schemaPath:"#/definitions/ruleAnnotations/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[a-zA-Z_][a-zA-Z0-9_]*$"},message:"must match pattern \""+"^[a-zA-Z_][a-zA-Z0-9_]*$"+"\"",schema:"^[a-zA-Z_][a-zA-Z0-9_]*$",parentSchema:schema25.propertyNames,data:key3,propertyName:key3};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
var valid9 = _errs27 === errors;
if(!valid9){
const err17 = {instancePath:instancePath+"/annotations",schemaPath:"#/definitions/ruleAnnotations/propertyNames",keyword:"propertyNames",params:{propertyName: key3},message:"property name must be valid",schema:schema25.propertyNames,parentSchema:schema25,data:data7};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
for(const key4 in data7){
let data8 = data7[key4];
if(typeof data8 !== "string"){
const err18 = {instancePath:instancePath+"/annotations/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/ruleAnnotations/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema25.additionalProperties.type,parentSchema:schema25.additionalProperties,data:data8};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
else {
const err19 = {instancePath:instancePath+"/annotations",schemaPath:"#/definitions/ruleAnnotations/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema25.type,parentSchema:schema25,data:data7};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
}
else {
const err20 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema38.type,parentSchema:schema38,data};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
validate43.errors = vErrors;
return errors === 0;
}


function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.sharding !== undefined){
let data0 = data.sharding;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
for(const key0 in data0){
if(!((key0 === "enabled") || (key0 === "shards"))){
const err0 = {instancePath:instancePath+"/sharding",schemaPath:"#/properties/sharding/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.sharding,data:data0};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data0.enabled !== undefined){
let data1 = data0.enabled;
if(typeof data1 !== "boolean"){
const err1 = {instancePath:instancePath+"/sharding/enabled",schemaPath:"#/properties/sharding/properties/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.sharding.properties.enabled.type,parentSchema:schema11.properties.sharding.properties.enabled,data:data1};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data0.shards !== undefined){
let data2 = data0.shards;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
const err2 = {instancePath:instancePath+"/sharding/shards",schemaPath:"#/properties/sharding/properties/shards/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.sharding.properties.shards.type,parentSchema:schema11.properties.sharding.properties.shards,data:data2};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 1000 || isNaN(data2)){
const err3 = {instancePath:instancePath+"/sharding/shards",schemaPath:"#/properties/sharding/properties/shards/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},message:"must be <= 1000",schema:1000,parentSchema:schema11.properties.sharding.properties.shards,data:data2};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data2 < 1 || isNaN(data2)){
const err4 = {instancePath:instancePath+"/sharding/shards",schemaPath:"#/properties/sharding/properties/shards/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.sharding.properties.shards,data:data2};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
}
else {
const err5 = {instancePath:instancePath+"/sharding",schemaPath:"#/properties/sharding/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.sharding.type,parentSchema:schema11.properties.sharding,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.rules !== undefined){
let data3 = data.rules;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
for(const key1 in data3){
if(!((((((((key1 === "enabled") || (key1 === "prometheusRule")) || (key1 === "vmRule")) || (key1 === "runbookUrl")) || (key1 === "dashboardUrl")) || (key1 === "additionalLabels")) || (key1 === "extraGroups")) || (key1 === "alerts"))){
const err6 = {instancePath:instancePath+"/rules",schemaPath:"#/properties/rules/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.rules,data:data3};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data3.enabled !== undefined){
let data4 = data3.enabled;
if(typeof data4 !== "boolean"){
const err7 = {instancePath:instancePath+"/rules/enabled",schemaPath:"#/properties/rules/properties/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.rules.properties.enabled.type,parentSchema:schema11.properties.rules.properties.enabled,data:data4};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data3.prometheusRule !== undefined){
let data5 = data3.prometheusRule;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
for(const key2 in data5){
if(!(((((key2 === "enabled") || (key2 === "force")) || (key2 === "namespace")) || (key2 === "labels")) || (key2 === "annotations"))){
const err8 = {instancePath:instancePath+"/rules/prometheusRule",schemaPath:"#/properties/rules/properties/prometheusRule/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.rules.properties.prometheusRule,data:data5};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data5.enabled !== undefined){
let data6 = data5.enabled;
if(typeof data6 !== "boolean"){
const err9 = {instancePath:instancePath+"/rules/prometheusRule/enabled",schemaPath:"#/properties/rules/properties/prometheusRule/properties/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.rules.properties.prometheusRule.properties.enabled.type,parentSchema:schema11.properties.rules.properties.prometheusRule.properties.enabled,data:data6};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data5.force !== undefined){
let data7 = data5.force;
if(typeof data7 !== "boolean"){
const err10 = {instancePath:instancePath+"/rules/prometheusRule/force",schemaPath:"#/properties/rules/properties/prometheusRule/properties/force/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.rules.properties.prometheusRule.properties.force.type,parentSchema:schema11.properties.rules.properties.prometheusRule.properties.force,data:data7};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data5.namespace !== undefined){
let data8 = data5.namespace;
if(typeof data8 === "string"){
if(func2(data8) > 253){
const err11 = {instancePath:instancePath+"/rules/prometheusRule/namespace",schemaPath:"#/definitions/optionalName/maxLength",keyword:"maxLength",params:{limit: 253},message:"must NOT have more than 253 characters",schema:253,parentSchema:schema12,data:data8};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(!pattern0.test(data8)){
const err12 = {instancePath:instancePath+"/rules/prometheusRule/namespace",schemaPath:"#/definitions/optionalName/pattern",keyword:"pattern",params:{pattern: "^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$"},message:"must match pattern \""+"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$"+"\"",schema:"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$",parentSchema:schema12,data:data8};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/rules/prometheusRule/namespace",schemaPath:"#/definitions/optionalName/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema12.type,parentSchema:schema12,data:data8};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data5.labels !== undefined){
let data9 = data5.labels;
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
for(const key3 in data9){
const _errs26 = errors;
if(typeof key3 === "string"){
if(!pattern1.test(key3)){
const err14 = {instancePath:instancePath+"/rules/prometheusRule/labels",schemaPath:"#/definitions/labels/propertyNames/pattern",keyword:"pattern",params:{pattern: "^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"},message:"must match pattern \""+"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"+"\"",schema:"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$",parentSchema:schema13.propertyNames,data:key3,propertyName:key3};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
var valid6 = _errs26 === errors;
if(!valid6){
const err15 = {instancePath:instancePath+"/rules/prometheusRule/labels",schemaPath:"#/definitions/labels/propertyNames",keyword:"propertyNames",params:{propertyName: key3},message:"property name must be valid",schema:schema13.propertyNames,parentSchema:schema13,data:data9};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
for(const key4 in data9){
let data10 = data9[key4];
if(typeof data10 === "string"){
if(!pattern2.test(data10)){
const err16 = {instancePath:instancePath+"/rules/prometheusRule/labels/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/labels/additionalProperties/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$"},message:"must match pattern \""+"^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$"+"\"",schema:"^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$",parentSchema:schema13.additionalProperties,data:data10};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
else {
const err17 = {instancePath:instancePath+"/rules/prometheusRule/labels/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/labels/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema13.additionalProperties.type,parentSchema:schema13.additionalProperties,data:data10};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
}
else {
const err18 = {instancePath:instancePath+"/rules/prometheusRule/labels",schemaPath:"#/definitions/labels/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema13.type,parentSchema:schema13,data:data9};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data5.annotations !== undefined){
let data11 = data5.annotations;
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
for(const key5 in data11){
const _errs33 = errors;
if(typeof key5 === "string"){
if(!pattern1.test(key5)){
const err19 = {instancePath:instancePath+"/rules/prometheusRule/annotations",schemaPath:"#/definitions/annotations/propertyNames/pattern",keyword:"pattern",params:{pattern: "^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"},message:"must match pattern \""+"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"+"\"",schema:"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$",parentSchema:schema14.propertyNames,data:key5,propertyName:key5};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
var valid9 = _errs33 === errors;
if(!valid9){
const err20 = {instancePath:instancePath+"/rules/prometheusRule/annotations",schemaPath:"#/definitions/annotations/propertyNames",keyword:"propertyNames",params:{propertyName: key5},message:"property name must be valid",schema:schema14.propertyNames,parentSchema:schema14,data:data11};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
for(const key6 in data11){
let data12 = data11[key6];
if(typeof data12 !== "string"){
const err21 = {instancePath:instancePath+"/rules/prometheusRule/annotations/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/annotations/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.additionalProperties.type,parentSchema:schema14.additionalProperties,data:data12};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
}
else {
const err22 = {instancePath:instancePath+"/rules/prometheusRule/annotations",schemaPath:"#/definitions/annotations/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema14.type,parentSchema:schema14,data:data11};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
}
else {
const err23 = {instancePath:instancePath+"/rules/prometheusRule",schemaPath:"#/properties/rules/properties/prometheusRule/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.rules.properties.prometheusRule.type,parentSchema:schema11.properties.rules.properties.prometheusRule,data:data5};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data3.vmRule !== undefined){
let data13 = data3.vmRule;
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
for(const key7 in data13){
if(!(((((key7 === "enabled") || (key7 === "force")) || (key7 === "namespace")) || (key7 === "labels")) || (key7 === "annotations"))){
const err24 = {instancePath:instancePath+"/rules/vmRule",schemaPath:"#/properties/rules/properties/vmRule/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.rules.properties.vmRule,data:data13};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data13.enabled !== undefined){
let data14 = data13.enabled;
if(typeof data14 !== "boolean"){
const err25 = {instancePath:instancePath+"/rules/vmRule/enabled",schemaPath:"#/properties/rules/properties/vmRule/properties/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.rules.properties.vmRule.properties.enabled.type,parentSchema:schema11.properties.rules.properties.vmRule.properties.enabled,data:data14};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data13.force !== undefined){
let data15 = data13.force;
if(typeof data15 !== "boolean"){
const err26 = {instancePath:instancePath+"/rules/vmRule/force",schemaPath:"#/properties/rules/properties/vmRule/properties/force/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.rules.properties.vmRule.properties.force.type,parentSchema:schema11.properties.rules.properties.vmRule.properties.force,data:data15};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data13.namespace !== undefined){
let data16 = data13.namespace;
if(typeof data16 === "string"){
if(func2(data16) > 253){
const err27 = {instancePath:instancePath+"/rules/vmRule/namespace",schemaPath:"#/definitions/optionalName/maxLength",keyword:"maxLength",params:{limit: 253},message:"must NOT have more than 253 characters",schema:253,parentSchema:schema12,data:data16};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(!pattern0.test(data16)){
const err28 = {instancePath:instancePath+"/rules/vmRule/namespace",schemaPath:"#/definitions/optionalName/pattern",keyword:"pattern",params:{pattern: "^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$"},message:"must match pattern \""+"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$"+"\"",schema:"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$",parentSchema:schema12,data:data16};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
else {
const err29 = {instancePath:instancePath+"/rules/vmRule/namespace",schemaPath:"#/definitions/optionalName/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema12.type,parentSchema:schema12,data:data16};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data13.labels !== undefined){
let data17 = data13.labels;
if(data17 && typeof data17 == "object" && !Array.isArray(data17)){
for(const key8 in data17){
const _errs50 = errors;
if(typeof key8 === "string"){
if(!pattern1.test(key8)){
const err30 = {instancePath:instancePath+"/rules/vmRule/labels",schemaPath:"#/definitions/labels/propertyNames/pattern",keyword:"pattern",params:{pattern: "^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"},message:"must match pattern \""+"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"+"\"",schema:"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$",parentSchema:schema13.propertyNames,data:key8,propertyName:key8};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
var valid14 = _errs50 === errors;
if(!valid14){
const err31 = {instancePath:instancePath+"/rules/vmRule/labels",schemaPath:"#/definitions/labels/propertyNames",keyword:"propertyNames",params:{propertyName: key8},message:"property name must be valid",schema:schema13.propertyNames,parentSchema:schema13,data:data17};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
for(const key9 in data17){
let data18 = data17[key9];
if(typeof data18 === "string"){
if(!pattern2.test(data18)){
const err32 = {instancePath:instancePath+"/rules/vmRule/labels/" + key9.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/labels/additionalProperties/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$"},message:"must match pattern \""+"^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$"+"\"",schema:"^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$",parentSchema:schema13.additionalProperties,data:data18};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
else {
const err33 = {instancePath:instancePath+"/rules/vmRule/labels/" + key9.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/labels/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema13.additionalProperties.type,parentSchema:schema13.additionalProperties,data:data18};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
}
else {
const err34 = {instancePath:instancePath+"/rules/vmRule/labels",schemaPath:"#/definitions/labels/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema13.type,parentSchema:schema13,data:data17};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data13.annotations !== undefined){
let data19 = data13.annotations;
if(data19 && typeof data19 == "object" && !Array.isArray(data19)){
for(const key10 in data19){
const _errs57 = errors;
if(typeof key10 === "string"){
if(!pattern1.test(key10)){
const err35 = {instancePath:instancePath+"/rules/vmRule/annotations",schemaPath:"#/definitions/annotations/propertyNames/pattern",keyword:"pattern",params:{pattern: "^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"},message:"must match pattern \""+"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"+"\"",schema:"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$",parentSchema:schema14.propertyNames,data:key10,propertyName:key10};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
var valid17 = _errs57 === errors;
if(!valid17){
const err36 = {instancePath:instancePath+"/rules/vmRule/annotations",schemaPath:"#/definitions/annotations/propertyNames",keyword:"propertyNames",params:{propertyName: key10},message:"property name must be valid",schema:schema14.propertyNames,parentSchema:schema14,data:data19};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
for(const key11 in data19){
let data20 = data19[key11];
if(typeof data20 !== "string"){
const err37 = {instancePath:instancePath+"/rules/vmRule/annotations/" + key11.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/annotations/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.additionalProperties.type,parentSchema:schema14.additionalProperties,data:data20};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
}
else {
const err38 = {instancePath:instancePath+"/rules/vmRule/annotations",schemaPath:"#/definitions/annotations/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema14.type,parentSchema:schema14,data:data19};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
}
else {
const err39 = {instancePath:instancePath+"/rules/vmRule",schemaPath:"#/properties/rules/properties/vmRule/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.rules.properties.vmRule.type,parentSchema:schema11.properties.rules.properties.vmRule,data:data13};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data3.runbookUrl !== undefined){
let data21 = data3.runbookUrl;
if(typeof data21 !== "string"){
const err40 = {instancePath:instancePath+"/rules/runbookUrl",schemaPath:"#/properties/rules/properties/runbookUrl/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.rules.properties.runbookUrl.type,parentSchema:schema11.properties.rules.properties.runbookUrl,data:data21};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
if(data3.dashboardUrl !== undefined){
let data22 = data3.dashboardUrl;
if(typeof data22 !== "string"){
const err41 = {instancePath:instancePath+"/rules/dashboardUrl",schemaPath:"#/properties/rules/properties/dashboardUrl/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.rules.properties.dashboardUrl.type,parentSchema:schema11.properties.rules.properties.dashboardUrl,data:data22};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data3.additionalLabels !== undefined){
let data23 = data3.additionalLabels;
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
for(const key12 in data23){
const _errs68 = errors;
const _errs69 = errors;
const _errs70 = errors;
if(!((key12 === "alertname") || (key12 === "severity"))){
const err42 = {};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
var valid21 = _errs70 === errors;
if(valid21){
const err43 = {instancePath:instancePath+"/rules/additionalLabels",schemaPath:"#/definitions/ruleLabels/propertyNames/not",keyword:"not",params:{},message:"must NOT be valid",schema:schema18.propertyNames.not,parentSchema:schema18.propertyNames,data:key12,propertyName:key12};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
else {
errors = _errs69;
if(vErrors !== null){
if(_errs69){
vErrors.length = _errs69;
}
else {
vErrors = null;
}
}
}
if(typeof key12 === "string"){
if(!pattern8.test(key12)){
const err44 = {instancePath:instancePath+"/rules/additionalLabels",schemaPath:"#/definitions/ruleLabels/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[a-zA-Z_][a-zA-Z0-9_]*$"},message:"must match pattern \""+"^[a-zA-Z_][a-zA-Z0-9_]*$"+"\"",schema:"^[a-zA-Z_][a-zA-Z0-9_]*$",parentSchema:schema18.propertyNames,data:key12,propertyName:key12};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
var valid20 = _errs68 === errors;
if(!valid20){
const err45 = {instancePath:instancePath+"/rules/additionalLabels",schemaPath:"#/definitions/ruleLabels/propertyNames",keyword:"propertyNames",params:{propertyName: key12},message:"property name must be valid",schema:schema18.propertyNames,parentSchema:schema18,data:data23};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
for(const key13 in data23){
let data24 = data23[key13];
if(typeof data24 !== "string"){
const err46 = {instancePath:instancePath+"/rules/additionalLabels/" + key13.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/ruleLabels/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema18.additionalProperties.type,parentSchema:schema18.additionalProperties,data:data24};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
}
else {
const err47 = {instancePath:instancePath+"/rules/additionalLabels",schemaPath:"#/definitions/ruleLabels/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema18.type,parentSchema:schema18,data:data23};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
if(data3.extraGroups !== undefined){
let data25 = data3.extraGroups;
if(Array.isArray(data25)){
const len0 = data25.length;
for(let i0=0; i0<len0; i0++){
let data26 = data25[i0];
if(data26 && typeof data26 == "object" && !Array.isArray(data26)){
if(data26.name === undefined){
const err48 = {instancePath:instancePath+"/rules/extraGroups/" + i0,schemaPath:"#/definitions/ruleGroup/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema19.required,parentSchema:schema19,data:data26};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
if(data26.rules === undefined){
const err49 = {instancePath:instancePath+"/rules/extraGroups/" + i0,schemaPath:"#/definitions/ruleGroup/required",keyword:"required",params:{missingProperty: "rules"},message:"must have required property '"+"rules"+"'",schema:schema19.required,parentSchema:schema19,data:data26};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
if(data26.name !== undefined){
let data27 = data26.name;
if(typeof data27 === "string"){
if(func2(data27) < 1){
const err50 = {instancePath:instancePath+"/rules/extraGroups/" + i0+"/name",schemaPath:"#/definitions/ruleGroup/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema19.properties.name,data:data27};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
else {
const err51 = {instancePath:instancePath+"/rules/extraGroups/" + i0+"/name",schemaPath:"#/definitions/ruleGroup/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema19.properties.name.type,parentSchema:schema19.properties.name,data:data27};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
if(data26.rules !== undefined){
let data28 = data26.rules;
if(Array.isArray(data28)){
const len1 = data28.length;
for(let i1=0; i1<len1; i1++){
let data29 = data28[i1];
if(!(data29 && typeof data29 == "object" && !Array.isArray(data29))){
const err52 = {instancePath:instancePath+"/rules/extraGroups/" + i0+"/rules/" + i1,schemaPath:"#/definitions/ruleGroup/properties/rules/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema19.properties.rules.items.type,parentSchema:schema19.properties.rules.items,data:data29};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
}
else {
const err53 = {instancePath:instancePath+"/rules/extraGroups/" + i0+"/rules",schemaPath:"#/definitions/ruleGroup/properties/rules/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema19.properties.rules.type,parentSchema:schema19.properties.rules,data:data28};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
}
else {
const err54 = {instancePath:instancePath+"/rules/extraGroups/" + i0,schemaPath:"#/definitions/ruleGroup/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema19.type,parentSchema:schema19,data:data26};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
}
else {
const err55 = {instancePath:instancePath+"/rules/extraGroups",schemaPath:"#/properties/rules/properties/extraGroups/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.rules.properties.extraGroups.type,parentSchema:schema11.properties.rules.properties.extraGroups,data:data25};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
if(data3.alerts !== undefined){
let data30 = data3.alerts;
if(data30 && typeof data30 == "object" && !Array.isArray(data30)){
for(const key14 in data30){
if(!(func5.call(schema11.properties.rules.properties.alerts.properties, key14))){
const err56 = {instancePath:instancePath+"/rules/alerts",schemaPath:"#/properties/rules/properties/alerts/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key14},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.rules.properties.alerts,data:data30};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
if(data30.ImageAbsent !== undefined){
if(!(validate11(data30.ImageAbsent, {instancePath:instancePath+"/rules/alerts/ImageAbsent",parentData:data30,parentDataProperty:"ImageAbsent",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data30.ImagePullUnauthenticated !== undefined){
if(!(validate11(data30.ImagePullUnauthenticated, {instancePath:instancePath+"/rules/alerts/ImagePullUnauthenticated",parentData:data30,parentDataProperty:"ImagePullUnauthenticated",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data30.ImagePullUnauthorized !== undefined){
if(!(validate11(data30.ImagePullUnauthorized, {instancePath:instancePath+"/rules/alerts/ImagePullUnauthorized",parentData:data30,parentDataProperty:"ImagePullUnauthorized",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data30.ImageNameInvalid !== undefined){
if(!(validate11(data30.ImageNameInvalid, {instancePath:instancePath+"/rules/alerts/ImageNameInvalid",parentData:data30,parentDataProperty:"ImageNameInvalid",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data30.ImageRegistryFailing !== undefined){
if(!(validate11(data30.ImageRegistryFailing, {instancePath:instancePath+"/rules/alerts/ImageRegistryFailing",parentData:data30,parentDataProperty:"ImageRegistryFailing",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data30.ImageCheckUnknownError !== undefined){
if(!(validate11(data30.ImageCheckUnknownError, {instancePath:instancePath+"/rules/alerts/ImageCheckUnknownError",parentData:data30,parentDataProperty:"ImageCheckUnknownError",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data30.RegistryV1Unsupported !== undefined){
if(!(validate11(data30.RegistryV1Unsupported, {instancePath:instancePath+"/rules/alerts/RegistryV1Unsupported",parentData:data30,parentDataProperty:"RegistryV1Unsupported",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data30.RegistryUnavailable !== undefined){
if(!(validate19(data30.RegistryUnavailable, {instancePath:instancePath+"/rules/alerts/RegistryUnavailable",parentData:data30,parentDataProperty:"RegistryUnavailable",rootData}))){
vErrors = vErrors === null ? validate19.errors : vErrors.concat(validate19.errors);
errors = vErrors.length;
}
}
if(data30.RegistryRateLimited !== undefined){
if(!(validate11(data30.RegistryRateLimited, {instancePath:instancePath+"/rules/alerts/RegistryRateLimited",parentData:data30,parentDataProperty:"RegistryRateLimited",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data30.RegistryQuotaLow !== undefined){
if(!(validate22(data30.RegistryQuotaLow, {instancePath:instancePath+"/rules/alerts/RegistryQuotaLow",parentData:data30,parentDataProperty:"RegistryQuotaLow",rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data30.ExporterDown !== undefined){
if(!(validate11(data30.ExporterDown, {instancePath:instancePath+"/rules/alerts/ExporterDown",parentData:data30,parentDataProperty:"ExporterDown",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data30.ExporterNotReady !== undefined){
if(!(validate11(data30.ExporterNotReady, {instancePath:instancePath+"/rules/alerts/ExporterNotReady",parentData:data30,parentDataProperty:"ExporterNotReady",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data30.ChecksStale !== undefined){
if(!(validate11(data30.ChecksStale, {instancePath:instancePath+"/rules/alerts/ChecksStale",parentData:data30,parentDataProperty:"ChecksStale",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data30.RecheckWindowUnreachable !== undefined){
if(!(validate22(data30.RecheckWindowUnreachable, {instancePath:instancePath+"/rules/alerts/RecheckWindowUnreachable",parentData:data30,parentDataProperty:"RecheckWindowUnreachable",rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data30.InformerNotSynced !== undefined){
if(!(validate11(data30.InformerNotSynced, {instancePath:instancePath+"/rules/alerts/InformerNotSynced",parentData:data30,parentDataProperty:"InformerNotSynced",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data30.PullSecretInvalid !== undefined){
if(!(validate11(data30.PullSecretInvalid, {instancePath:instancePath+"/rules/alerts/PullSecretInvalid",parentData:data30,parentDataProperty:"PullSecretInvalid",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data30.PullSecretMissing !== undefined){
if(!(validate11(data30.PullSecretMissing, {instancePath:instancePath+"/rules/alerts/PullSecretMissing",parentData:data30,parentDataProperty:"PullSecretMissing",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data30.HighErrorRatio !== undefined){
if(!(validate19(data30.HighErrorRatio, {instancePath:instancePath+"/rules/alerts/HighErrorRatio",parentData:data30,parentDataProperty:"HighErrorRatio",rootData}))){
vErrors = vErrors === null ? validate19.errors : vErrors.concat(validate19.errors);
errors = vErrors.length;
}
}
if(data30.DeploymentImageUnavailable !== undefined){
if(!(validate11(data30.DeploymentImageUnavailable, {instancePath:instancePath+"/rules/alerts/DeploymentImageUnavailable",parentData:data30,parentDataProperty:"DeploymentImageUnavailable",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data30.StatefulSetImageUnavailable !== undefined){
if(!(validate11(data30.StatefulSetImageUnavailable, {instancePath:instancePath+"/rules/alerts/StatefulSetImageUnavailable",parentData:data30,parentDataProperty:"StatefulSetImageUnavailable",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data30.DaemonSetImageUnavailable !== undefined){
if(!(validate11(data30.DaemonSetImageUnavailable, {instancePath:instancePath+"/rules/alerts/DaemonSetImageUnavailable",parentData:data30,parentDataProperty:"DaemonSetImageUnavailable",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data30.CronJobImageUnavailable !== undefined){
if(!(validate11(data30.CronJobImageUnavailable, {instancePath:instancePath+"/rules/alerts/CronJobImageUnavailable",parentData:data30,parentDataProperty:"CronJobImageUnavailable",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data30.NodePodsNearCapacity !== undefined){
if(!(validate19(data30.NodePodsNearCapacity, {instancePath:instancePath+"/rules/alerts/NodePodsNearCapacity",parentData:data30,parentDataProperty:"NodePodsNearCapacity",rootData}))){
vErrors = vErrors === null ? validate19.errors : vErrors.concat(validate19.errors);
errors = vErrors.length;
}
}
if(data30.NodeEphemeralStorageFilling !== undefined){
if(!(validate19(data30.NodeEphemeralStorageFilling, {instancePath:instancePath+"/rules/alerts/NodeEphemeralStorageFilling",parentData:data30,parentDataProperty:"NodeEphemeralStorageFilling",rootData}))){
vErrors = vErrors === null ? validate19.errors : vErrors.concat(validate19.errors);
errors = vErrors.length;
}
}
if(data30.VolumeFilling !== undefined){
if(!(validate19(data30.VolumeFilling, {instancePath:instancePath+"/rules/alerts/VolumeFilling",parentData:data30,parentDataProperty:"VolumeFilling",rootData}))){
vErrors = vErrors === null ? validate19.errors : vErrors.concat(validate19.errors);
errors = vErrors.length;
}
}
if(data30.EtcdNearQuota !== undefined){
if(!(validate19(data30.EtcdNearQuota, {instancePath:instancePath+"/rules/alerts/EtcdNearQuota",parentData:data30,parentDataProperty:"EtcdNearQuota",rootData}))){
vErrors = vErrors === null ? validate19.errors : vErrors.concat(validate19.errors);
errors = vErrors.length;
}
}
if(data30.EtcdObjectsMany !== undefined){
if(!(validate11(data30.EtcdObjectsMany, {instancePath:instancePath+"/rules/alerts/EtcdObjectsMany",parentData:data30,parentDataProperty:"EtcdObjectsMany",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data30.ApiObjectsGrowing !== undefined){
if(!(validate11(data30.ApiObjectsGrowing, {instancePath:instancePath+"/rules/alerts/ApiObjectsGrowing",parentData:data30,parentDataProperty:"ApiObjectsGrowing",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data30.NamespaceQuotaNearlyUsed !== undefined){
if(!(validate19(data30.NamespaceQuotaNearlyUsed, {instancePath:instancePath+"/rules/alerts/NamespaceQuotaNearlyUsed",parentData:data30,parentDataProperty:"NamespaceQuotaNearlyUsed",rootData}))){
vErrors = vErrors === null ? validate19.errors : vErrors.concat(validate19.errors);
errors = vErrors.length;
}
}
if(data30.FinishedJobsKept !== undefined){
if(!(validate43(data30.FinishedJobsKept, {instancePath:instancePath+"/rules/alerts/FinishedJobsKept",parentData:data30,parentDataProperty:"FinishedJobsKept",rootData}))){
vErrors = vErrors === null ? validate43.errors : vErrors.concat(validate43.errors);
errors = vErrors.length;
}
}
if(data30.FailedPodsKept !== undefined){
if(!(validate43(data30.FailedPodsKept, {instancePath:instancePath+"/rules/alerts/FailedPodsKept",parentData:data30,parentDataProperty:"FailedPodsKept",rootData}))){
vErrors = vErrors === null ? validate43.errors : vErrors.concat(validate43.errors);
errors = vErrors.length;
}
}
if(data30.ClaimsUnused !== undefined){
if(!(validate43(data30.ClaimsUnused, {instancePath:instancePath+"/rules/alerts/ClaimsUnused",parentData:data30,parentDataProperty:"ClaimsUnused",rootData}))){
vErrors = vErrors === null ? validate43.errors : vErrors.concat(validate43.errors);
errors = vErrors.length;
}
}
if(data30.DeploymentsLongAtZero !== undefined){
if(!(validate43(data30.DeploymentsLongAtZero, {instancePath:instancePath+"/rules/alerts/DeploymentsLongAtZero",parentData:data30,parentDataProperty:"DeploymentsLongAtZero",rootData}))){
vErrors = vErrors === null ? validate43.errors : vErrors.concat(validate43.errors);
errors = vErrors.length;
}
}
if(data30.PullSecretsUnused !== undefined){
if(!(validate11(data30.PullSecretsUnused, {instancePath:instancePath+"/rules/alerts/PullSecretsUnused",parentData:data30,parentDataProperty:"PullSecretsUnused",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data30.RolloutWouldInterrupt !== undefined){
if(!(validate11(data30.RolloutWouldInterrupt, {instancePath:instancePath+"/rules/alerts/RolloutWouldInterrupt",parentData:data30,parentDataProperty:"RolloutWouldInterrupt",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
}
else {
const err57 = {instancePath:instancePath+"/rules/alerts",schemaPath:"#/properties/rules/properties/alerts/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.rules.properties.alerts.type,parentSchema:schema11.properties.rules.properties.alerts,data:data30};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
}
else {
const err58 = {instancePath:instancePath+"/rules",schemaPath:"#/properties/rules/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.rules.type,parentSchema:schema11.properties.rules,data:data3};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
if(data.hygiene !== undefined){
let data66 = data.hygiene;
if(data66 && typeof data66 == "object" && !Array.isArray(data66)){
for(const key15 in data66){
if(!(key15 === "enabled")){
const err59 = {instancePath:instancePath+"/hygiene",schemaPath:"#/properties/hygiene/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key15},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.hygiene,data:data66};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
if(data66.enabled !== undefined){
let data67 = data66.enabled;
if(typeof data67 !== "boolean"){
const err60 = {instancePath:instancePath+"/hygiene/enabled",schemaPath:"#/properties/hygiene/properties/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.hygiene.properties.enabled.type,parentSchema:schema11.properties.hygiene.properties.enabled,data:data67};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
}
else {
const err61 = {instancePath:instancePath+"/hygiene",schemaPath:"#/properties/hygiene/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.hygiene.type,parentSchema:schema11.properties.hygiene,data:data66};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
if(data.alertmanagerConfig !== undefined){
let data68 = data.alertmanagerConfig;
if(data68 && typeof data68 == "object" && !Array.isArray(data68)){
for(const key16 in data68){
if(!(func5.call(schema11.properties.alertmanagerConfig.properties, key16))){
const err62 = {instancePath:instancePath+"/alertmanagerConfig",schemaPath:"#/properties/alertmanagerConfig/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key16},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.alertmanagerConfig,data:data68};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
if(data68.enabled !== undefined){
let data69 = data68.enabled;
if(typeof data69 !== "boolean"){
const err63 = {instancePath:instancePath+"/alertmanagerConfig/enabled",schemaPath:"#/properties/alertmanagerConfig/properties/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.alertmanagerConfig.properties.enabled.type,parentSchema:schema11.properties.alertmanagerConfig.properties.enabled,data:data69};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
if(data68.force !== undefined){
let data70 = data68.force;
if(typeof data70 !== "boolean"){
const err64 = {instancePath:instancePath+"/alertmanagerConfig/force",schemaPath:"#/properties/alertmanagerConfig/properties/force/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.alertmanagerConfig.properties.force.type,parentSchema:schema11.properties.alertmanagerConfig.properties.force,data:data70};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
if(data68.namespace !== undefined){
let data71 = data68.namespace;
if(typeof data71 === "string"){
if(func2(data71) > 253){
const err65 = {instancePath:instancePath+"/alertmanagerConfig/namespace",schemaPath:"#/definitions/optionalName/maxLength",keyword:"maxLength",params:{limit: 253},message:"must NOT have more than 253 characters",schema:253,parentSchema:schema12,data:data71};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
if(!pattern0.test(data71)){
const err66 = {instancePath:instancePath+"/alertmanagerConfig/namespace",schemaPath:"#/definitions/optionalName/pattern",keyword:"pattern",params:{pattern: "^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$"},message:"must match pattern \""+"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$"+"\"",schema:"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$",parentSchema:schema12,data:data71};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
else {
const err67 = {instancePath:instancePath+"/alertmanagerConfig/namespace",schemaPath:"#/definitions/optionalName/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema12.type,parentSchema:schema12,data:data71};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
if(data68.labels !== undefined){
let data72 = data68.labels;
if(data72 && typeof data72 == "object" && !Array.isArray(data72)){
for(const key17 in data72){
const _errs141 = errors;
if(typeof key17 === "string"){
if(!pattern1.test(key17)){
const err68 = {instancePath:instancePath+"/alertmanagerConfig/labels",schemaPath:"#/definitions/labels/propertyNames/pattern",keyword:"pattern",params:{pattern: "^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"},message:"must match pattern \""+"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"+"\"",schema:"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$",parentSchema:schema13.propertyNames,data:key17,propertyName:key17};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
var valid34 = _errs141 === errors;
if(!valid34){
const err69 = {instancePath:instancePath+"/alertmanagerConfig/labels",schemaPath:"#/definitions/labels/propertyNames",keyword:"propertyNames",params:{propertyName: key17},message:"property name must be valid",schema:schema13.propertyNames,parentSchema:schema13,data:data72};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
for(const key18 in data72){
let data73 = data72[key18];
if(typeof data73 === "string"){
if(!pattern2.test(data73)){
const err70 = {instancePath:instancePath+"/alertmanagerConfig/labels/" + key18.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/labels/additionalProperties/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$"},message:"must match pattern \""+"^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$"+"\"",schema:"^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$",parentSchema:schema13.additionalProperties,data:data73};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
else {
const err71 = {instancePath:instancePath+"/alertmanagerConfig/labels/" + key18.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/labels/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema13.additionalProperties.type,parentSchema:schema13.additionalProperties,data:data73};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
}
else {
const err72 = {instancePath:instancePath+"/alertmanagerConfig/labels",schemaPath:"#/definitions/labels/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema13.type,parentSchema:schema13,data:data72};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
if(data68.annotations !== undefined){
let data74 = data68.annotations;
if(data74 && typeof data74 == "object" && !Array.isArray(data74)){
for(const key19 in data74){
const _errs148 = errors;
if(typeof key19 === "string"){
if(!pattern1.test(key19)){
const err73 = {instancePath:instancePath+"/alertmanagerConfig/annotations",schemaPath:"#/definitions/annotations/propertyNames/pattern",keyword:"pattern",params:{pattern: "^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"},message:"must match pattern \""+"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"+"\"",schema:"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$",parentSchema:schema14.propertyNames,data:key19,propertyName:key19};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
var valid37 = _errs148 === errors;
if(!valid37){
const err74 = {instancePath:instancePath+"/alertmanagerConfig/annotations",schemaPath:"#/definitions/annotations/propertyNames",keyword:"propertyNames",params:{propertyName: key19},message:"property name must be valid",schema:schema14.propertyNames,parentSchema:schema14,data:data74};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
for(const key20 in data74){
let data75 = data74[key20];
if(typeof data75 !== "string"){
const err75 = {instancePath:instancePath+"/alertmanagerConfig/annotations/" + key20.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/annotations/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.additionalProperties.type,parentSchema:schema14.additionalProperties,data:data75};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
}
else {
const err76 = {instancePath:instancePath+"/alertmanagerConfig/annotations",schemaPath:"#/definitions/annotations/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema14.type,parentSchema:schema14,data:data74};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
if(data68.receivers !== undefined){
let data76 = data68.receivers;
if(data76 && typeof data76 == "object" && !Array.isArray(data76)){
for(const key21 in data76){
const _errs154 = errors;
if(typeof key21 === "string"){
if(func2(key21) < 1){
const err77 = {instancePath:instancePath+"/alertmanagerConfig/receivers",schemaPath:"#/properties/alertmanagerConfig/properties/receivers/propertyNames/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.alertmanagerConfig.properties.receivers.propertyNames,data:key21,propertyName:key21};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
var valid39 = _errs154 === errors;
if(!valid39){
const err78 = {instancePath:instancePath+"/alertmanagerConfig/receivers",schemaPath:"#/properties/alertmanagerConfig/properties/receivers/propertyNames",keyword:"propertyNames",params:{propertyName: key21},message:"property name must be valid",schema:schema11.properties.alertmanagerConfig.properties.receivers.propertyNames,parentSchema:schema11.properties.alertmanagerConfig.properties.receivers,data:data76};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
for(const key22 in data76){
let data77 = data76[key22];
if(data77 && typeof data77 == "object" && !Array.isArray(data77)){
for(const key23 in data77){
const _errs158 = errors;
if(typeof key23 === "string"){
if(!pattern33.test(key23)){
const err79 = {instancePath:instancePath+"/alertmanagerConfig/receivers/" + key22.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/alertmanagerConfig/properties/receivers/additionalProperties/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9]*(Configs|_configs)$"},message:"must match pattern \""+"^[a-z][a-z0-9]*(Configs|_configs)$"+"\"",schema:"^[a-z][a-z0-9]*(Configs|_configs)$",parentSchema:schema11.properties.alertmanagerConfig.properties.receivers.additionalProperties.propertyNames,data:key23,propertyName:key23};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
}
var valid41 = _errs158 === errors;
if(!valid41){
const err80 = {instancePath:instancePath+"/alertmanagerConfig/receivers/" + key22.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/alertmanagerConfig/properties/receivers/additionalProperties/propertyNames",keyword:"propertyNames",params:{propertyName: key23},message:"property name must be valid",schema:schema11.properties.alertmanagerConfig.properties.receivers.additionalProperties.propertyNames,parentSchema:schema11.properties.alertmanagerConfig.properties.receivers.additionalProperties,data:data77};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
for(const key24 in data77){
let data78 = data77[key24];
if(Array.isArray(data78)){
const len2 = data78.length;
for(let i2=0; i2<len2; i2++){
let data79 = data78[i2];
if(!(data79 && typeof data79 == "object" && !Array.isArray(data79))){
const err81 = {instancePath:instancePath+"/alertmanagerConfig/receivers/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + key24.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i2,schemaPath:"#/properties/alertmanagerConfig/properties/receivers/additionalProperties/additionalProperties/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.alertmanagerConfig.properties.receivers.additionalProperties.additionalProperties.items.type,parentSchema:schema11.properties.alertmanagerConfig.properties.receivers.additionalProperties.additionalProperties.items,data:data79};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
}
else {
const err82 = {instancePath:instancePath+"/alertmanagerConfig/receivers/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + key24.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/alertmanagerConfig/properties/receivers/additionalProperties/additionalProperties/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.alertmanagerConfig.properties.receivers.additionalProperties.additionalProperties.type,parentSchema:schema11.properties.alertmanagerConfig.properties.receivers.additionalProperties.additionalProperties,data:data78};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
}
else {
const err83 = {instancePath:instancePath+"/alertmanagerConfig/receivers/" + key22.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/alertmanagerConfig/properties/receivers/additionalProperties/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.alertmanagerConfig.properties.receivers.additionalProperties.type,parentSchema:schema11.properties.alertmanagerConfig.properties.receivers.additionalProperties,data:data77};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
}
else {
const err84 = {instancePath:instancePath+"/alertmanagerConfig/receivers",schemaPath:"#/properties/alertmanagerConfig/properties/receivers/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.alertmanagerConfig.properties.receivers.type,parentSchema:schema11.properties.alertmanagerConfig.properties.receivers,data:data76};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
}
if(data68.texts !== undefined){
let data80 = data68.texts;
if(typeof data80 !== "string"){
const err85 = {instancePath:instancePath+"/alertmanagerConfig/texts",schemaPath:"#/properties/alertmanagerConfig/properties/texts/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.alertmanagerConfig.properties.texts.type,parentSchema:schema11.properties.alertmanagerConfig.properties.texts,data:data80};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
if(!(((data80 === "inline") || (data80 === "configMap")) || (data80 === "none"))){
const err86 = {instancePath:instancePath+"/alertmanagerConfig/texts",schemaPath:"#/properties/alertmanagerConfig/properties/texts/enum",keyword:"enum",params:{allowedValues: schema11.properties.alertmanagerConfig.properties.texts.enum},message:"must be equal to one of the allowed values",schema:schema11.properties.alertmanagerConfig.properties.texts.enum,parentSchema:schema11.properties.alertmanagerConfig.properties.texts,data:data80};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
if(data68.exporterNamespace !== undefined){
let data81 = data68.exporterNamespace;
if(typeof data81 === "string"){
if(func2(data81) > 253){
const err87 = {instancePath:instancePath+"/alertmanagerConfig/exporterNamespace",schemaPath:"#/definitions/optionalName/maxLength",keyword:"maxLength",params:{limit: 253},message:"must NOT have more than 253 characters",schema:253,parentSchema:schema12,data:data81};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
if(!pattern0.test(data81)){
const err88 = {instancePath:instancePath+"/alertmanagerConfig/exporterNamespace",schemaPath:"#/definitions/optionalName/pattern",keyword:"pattern",params:{pattern: "^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$"},message:"must match pattern \""+"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$"+"\"",schema:"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$",parentSchema:schema12,data:data81};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
}
else {
const err89 = {instancePath:instancePath+"/alertmanagerConfig/exporterNamespace",schemaPath:"#/definitions/optionalName/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema12.type,parentSchema:schema12,data:data81};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
}
if(data68.routes !== undefined){
let data82 = data68.routes;
if(data82 && typeof data82 == "object" && !Array.isArray(data82)){
for(const key25 in data82){
if(!(((key25 === "critical") || (key25 === "warning")) || (key25 === "info"))){
const err90 = {instancePath:instancePath+"/alertmanagerConfig/routes",schemaPath:"#/properties/alertmanagerConfig/properties/routes/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key25},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.alertmanagerConfig.properties.routes,data:data82};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
}
if(data82.critical !== undefined){
let data83 = data82.critical;
if(data83 && typeof data83 == "object" && !Array.isArray(data83)){
for(const key26 in data83){
if(!((((key26 === "receiver") || (key26 === "groupWait")) || (key26 === "groupInterval")) || (key26 === "repeatInterval"))){
const err91 = {instancePath:instancePath+"/alertmanagerConfig/routes/critical",schemaPath:"#/properties/alertmanagerConfig/properties/routes/properties/critical/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key26},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.alertmanagerConfig.properties.routes.properties.critical,data:data83};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
}
if(data83.receiver !== undefined){
let data84 = data83.receiver;
if(typeof data84 !== "string"){
const err92 = {instancePath:instancePath+"/alertmanagerConfig/routes/critical/receiver",schemaPath:"#/properties/alertmanagerConfig/properties/routes/properties/critical/properties/receiver/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.alertmanagerConfig.properties.routes.properties.critical.properties.receiver.type,parentSchema:schema11.properties.alertmanagerConfig.properties.routes.properties.critical.properties.receiver,data:data84};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
}
if(data83.groupWait !== undefined){
let data85 = data83.groupWait;
if(typeof data85 === "string"){
if(!pattern9.test(data85)){
const err93 = {instancePath:instancePath+"/alertmanagerConfig/routes/critical/groupWait",schemaPath:"#/definitions/ruleDuration/pattern",keyword:"pattern",params:{pattern: "^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"},message:"must match pattern \""+"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"+"\"",schema:"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$",parentSchema:schema21,data:data85};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
}
else {
const err94 = {instancePath:instancePath+"/alertmanagerConfig/routes/critical/groupWait",schemaPath:"#/definitions/ruleDuration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.type,parentSchema:schema21,data:data85};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
}
if(data83.groupInterval !== undefined){
let data86 = data83.groupInterval;
if(typeof data86 === "string"){
if(!pattern9.test(data86)){
const err95 = {instancePath:instancePath+"/alertmanagerConfig/routes/critical/groupInterval",schemaPath:"#/definitions/ruleDuration/pattern",keyword:"pattern",params:{pattern: "^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"},message:"must match pattern \""+"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"+"\"",schema:"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$",parentSchema:schema21,data:data86};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
else {
const err96 = {instancePath:instancePath+"/alertmanagerConfig/routes/critical/groupInterval",schemaPath:"#/definitions/ruleDuration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.type,parentSchema:schema21,data:data86};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
}
if(data83.repeatInterval !== undefined){
let data87 = data83.repeatInterval;
if(typeof data87 === "string"){
if(!pattern9.test(data87)){
const err97 = {instancePath:instancePath+"/alertmanagerConfig/routes/critical/repeatInterval",schemaPath:"#/definitions/ruleDuration/pattern",keyword:"pattern",params:{pattern: "^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"},message:"must match pattern \""+"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"+"\"",schema:"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$",parentSchema:schema21,data:data87};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
}
else {
const err98 = {instancePath:instancePath+"/alertmanagerConfig/routes/critical/repeatInterval",schemaPath:"#/definitions/ruleDuration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.type,parentSchema:schema21,data:data87};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
}
}
else {
const err99 = {instancePath:instancePath+"/alertmanagerConfig/routes/critical",schemaPath:"#/properties/alertmanagerConfig/properties/routes/properties/critical/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.alertmanagerConfig.properties.routes.properties.critical.type,parentSchema:schema11.properties.alertmanagerConfig.properties.routes.properties.critical,data:data83};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
}
if(data82.warning !== undefined){
let data88 = data82.warning;
if(data88 && typeof data88 == "object" && !Array.isArray(data88)){
for(const key27 in data88){
if(!((((key27 === "receiver") || (key27 === "groupWait")) || (key27 === "groupInterval")) || (key27 === "repeatInterval"))){
const err100 = {instancePath:instancePath+"/alertmanagerConfig/routes/warning",schemaPath:"#/properties/alertmanagerConfig/properties/routes/properties/warning/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key27},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.alertmanagerConfig.properties.routes.properties.warning,data:data88};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
}
if(data88.receiver !== undefined){
let data89 = data88.receiver;
if(typeof data89 !== "string"){
const err101 = {instancePath:instancePath+"/alertmanagerConfig/routes/warning/receiver",schemaPath:"#/properties/alertmanagerConfig/properties/routes/properties/warning/properties/receiver/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.alertmanagerConfig.properties.routes.properties.warning.properties.receiver.type,parentSchema:schema11.properties.alertmanagerConfig.properties.routes.properties.warning.properties.receiver,data:data89};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
}
if(data88.groupWait !== undefined){
let data90 = data88.groupWait;
if(typeof data90 === "string"){
if(!pattern9.test(data90)){
const err102 = {instancePath:instancePath+"/alertmanagerConfig/routes/warning/groupWait",schemaPath:"#/definitions/ruleDuration/pattern",keyword:"pattern",params:{pattern: "^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"},message:"must match pattern \""+"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"+"\"",schema:"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$",parentSchema:schema21,data:data90};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
}
else {
const err103 = {instancePath:instancePath+"/alertmanagerConfig/routes/warning/groupWait",schemaPath:"#/definitions/ruleDuration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.type,parentSchema:schema21,data:data90};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
}
if(data88.groupInterval !== undefined){
let data91 = data88.groupInterval;
if(typeof data91 === "string"){
if(!pattern9.test(data91)){
const err104 = {instancePath:instancePath+"/alertmanagerConfig/routes/warning/groupInterval",schemaPath:"#/definitions/ruleDuration/pattern",keyword:"pattern",params:{pattern: "^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"},message:"must match pattern \""+"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"+"\"",schema:"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$",parentSchema:schema21,data:data91};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
}
else {
const err105 = {instancePath:instancePath+"/alertmanagerConfig/routes/warning/groupInterval",schemaPath:"#/definitions/ruleDuration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.type,parentSchema:schema21,data:data91};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
}
if(data88.repeatInterval !== undefined){
let data92 = data88.repeatInterval;
if(typeof data92 === "string"){
if(!pattern9.test(data92)){
const err106 = {instancePath:instancePath+"/alertmanagerConfig/routes/warning/repeatInterval",schemaPath:"#/definitions/ruleDuration/pattern",keyword:"pattern",params:{pattern: "^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"},message:"must match pattern \""+"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"+"\"",schema:"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$",parentSchema:schema21,data:data92};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
}
else {
const err107 = {instancePath:instancePath+"/alertmanagerConfig/routes/warning/repeatInterval",schemaPath:"#/definitions/ruleDuration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.type,parentSchema:schema21,data:data92};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
}
}
else {
const err108 = {instancePath:instancePath+"/alertmanagerConfig/routes/warning",schemaPath:"#/properties/alertmanagerConfig/properties/routes/properties/warning/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.alertmanagerConfig.properties.routes.properties.warning.type,parentSchema:schema11.properties.alertmanagerConfig.properties.routes.properties.warning,data:data88};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
}
if(data82.info !== undefined){
let data93 = data82.info;
if(data93 && typeof data93 == "object" && !Array.isArray(data93)){
for(const key28 in data93){
if(!((((key28 === "receiver") || (key28 === "groupWait")) || (key28 === "groupInterval")) || (key28 === "repeatInterval"))){
const err109 = {instancePath:instancePath+"/alertmanagerConfig/routes/info",schemaPath:"#/properties/alertmanagerConfig/properties/routes/properties/info/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key28},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.alertmanagerConfig.properties.routes.properties.info,data:data93};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
}
if(data93.receiver !== undefined){
let data94 = data93.receiver;
if(typeof data94 !== "string"){
const err110 = {instancePath:instancePath+"/alertmanagerConfig/routes/info/receiver",schemaPath:"#/properties/alertmanagerConfig/properties/routes/properties/info/properties/receiver/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.alertmanagerConfig.properties.routes.properties.info.properties.receiver.type,parentSchema:schema11.properties.alertmanagerConfig.properties.routes.properties.info.properties.receiver,data:data94};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
}
if(data93.groupWait !== undefined){
let data95 = data93.groupWait;
if(typeof data95 === "string"){
if(!pattern9.test(data95)){
const err111 = {instancePath:instancePath+"/alertmanagerConfig/routes/info/groupWait",schemaPath:"#/definitions/ruleDuration/pattern",keyword:"pattern",params:{pattern: "^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"},message:"must match pattern \""+"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"+"\"",schema:"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$",parentSchema:schema21,data:data95};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
}
else {
const err112 = {instancePath:instancePath+"/alertmanagerConfig/routes/info/groupWait",schemaPath:"#/definitions/ruleDuration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.type,parentSchema:schema21,data:data95};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
}
if(data93.groupInterval !== undefined){
let data96 = data93.groupInterval;
if(typeof data96 === "string"){
if(!pattern9.test(data96)){
const err113 = {instancePath:instancePath+"/alertmanagerConfig/routes/info/groupInterval",schemaPath:"#/definitions/ruleDuration/pattern",keyword:"pattern",params:{pattern: "^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"},message:"must match pattern \""+"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"+"\"",schema:"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$",parentSchema:schema21,data:data96};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
}
else {
const err114 = {instancePath:instancePath+"/alertmanagerConfig/routes/info/groupInterval",schemaPath:"#/definitions/ruleDuration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.type,parentSchema:schema21,data:data96};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
}
if(data93.repeatInterval !== undefined){
let data97 = data93.repeatInterval;
if(typeof data97 === "string"){
if(!pattern9.test(data97)){
const err115 = {instancePath:instancePath+"/alertmanagerConfig/routes/info/repeatInterval",schemaPath:"#/definitions/ruleDuration/pattern",keyword:"pattern",params:{pattern: "^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"},message:"must match pattern \""+"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"+"\"",schema:"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$",parentSchema:schema21,data:data97};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
}
else {
const err116 = {instancePath:instancePath+"/alertmanagerConfig/routes/info/repeatInterval",schemaPath:"#/definitions/ruleDuration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.type,parentSchema:schema21,data:data97};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
}
}
else {
const err117 = {instancePath:instancePath+"/alertmanagerConfig/routes/info",schemaPath:"#/properties/alertmanagerConfig/properties/routes/properties/info/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.alertmanagerConfig.properties.routes.properties.info.type,parentSchema:schema11.properties.alertmanagerConfig.properties.routes.properties.info,data:data93};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
}
}
else {
const err118 = {instancePath:instancePath+"/alertmanagerConfig/routes",schemaPath:"#/properties/alertmanagerConfig/properties/routes/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.alertmanagerConfig.properties.routes.type,parentSchema:schema11.properties.alertmanagerConfig.properties.routes,data:data82};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
}
if(data68.groupBy !== undefined){
let data98 = data68.groupBy;
if(data98 && typeof data98 == "object" && !Array.isArray(data98)){
for(const key29 in data98){
if(!((key29 === "registry") || (key29 === "others"))){
const err119 = {instancePath:instancePath+"/alertmanagerConfig/groupBy",schemaPath:"#/properties/alertmanagerConfig/properties/groupBy/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key29},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.alertmanagerConfig.properties.groupBy,data:data98};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
}
if(data98.registry !== undefined){
let data99 = data98.registry;
if(Array.isArray(data99)){
const len3 = data99.length;
for(let i3=0; i3<len3; i3++){
let data100 = data99[i3];
if(typeof data100 === "string"){
if(func2(data100) < 1){
const err120 = {instancePath:instancePath+"/alertmanagerConfig/groupBy/registry/" + i3,schemaPath:"#/properties/alertmanagerConfig/properties/groupBy/properties/registry/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.alertmanagerConfig.properties.groupBy.properties.registry.items,data:data100};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
}
else {
const err121 = {instancePath:instancePath+"/alertmanagerConfig/groupBy/registry/" + i3,schemaPath:"#/properties/alertmanagerConfig/properties/groupBy/properties/registry/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.alertmanagerConfig.properties.groupBy.properties.registry.items.type,parentSchema:schema11.properties.alertmanagerConfig.properties.groupBy.properties.registry.items,data:data100};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
}
}
else {
const err122 = {instancePath:instancePath+"/alertmanagerConfig/groupBy/registry",schemaPath:"#/properties/alertmanagerConfig/properties/groupBy/properties/registry/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.alertmanagerConfig.properties.groupBy.properties.registry.type,parentSchema:schema11.properties.alertmanagerConfig.properties.groupBy.properties.registry,data:data99};
if(vErrors === null){
vErrors = [err122];
}
else {
vErrors.push(err122);
}
errors++;
}
}
if(data98.others !== undefined){
let data101 = data98.others;
if(Array.isArray(data101)){
const len4 = data101.length;
for(let i4=0; i4<len4; i4++){
let data102 = data101[i4];
if(typeof data102 === "string"){
if(func2(data102) < 1){
const err123 = {instancePath:instancePath+"/alertmanagerConfig/groupBy/others/" + i4,schemaPath:"#/properties/alertmanagerConfig/properties/groupBy/properties/others/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.alertmanagerConfig.properties.groupBy.properties.others.items,data:data102};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
}
}
else {
const err124 = {instancePath:instancePath+"/alertmanagerConfig/groupBy/others/" + i4,schemaPath:"#/properties/alertmanagerConfig/properties/groupBy/properties/others/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.alertmanagerConfig.properties.groupBy.properties.others.items.type,parentSchema:schema11.properties.alertmanagerConfig.properties.groupBy.properties.others.items,data:data102};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
}
}
}
else {
const err125 = {instancePath:instancePath+"/alertmanagerConfig/groupBy/others",schemaPath:"#/properties/alertmanagerConfig/properties/groupBy/properties/others/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.alertmanagerConfig.properties.groupBy.properties.others.type,parentSchema:schema11.properties.alertmanagerConfig.properties.groupBy.properties.others,data:data101};
if(vErrors === null){
vErrors = [err125];
}
else {
vErrors.push(err125);
}
errors++;
}
}
}
else {
const err126 = {instancePath:instancePath+"/alertmanagerConfig/groupBy",schemaPath:"#/properties/alertmanagerConfig/properties/groupBy/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.alertmanagerConfig.properties.groupBy.type,parentSchema:schema11.properties.alertmanagerConfig.properties.groupBy,data:data98};
if(vErrors === null){
vErrors = [err126];
}
else {
vErrors.push(err126);
}
errors++;
}
}
if(data68.teams !== undefined){
let data103 = data68.teams;
if(data103 && typeof data103 == "object" && !Array.isArray(data103)){
for(const key30 in data103){
if(!((key30 === "label") || (key30 === "receivers"))){
const err127 = {instancePath:instancePath+"/alertmanagerConfig/teams",schemaPath:"#/properties/alertmanagerConfig/properties/teams/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key30},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.alertmanagerConfig.properties.teams,data:data103};
if(vErrors === null){
vErrors = [err127];
}
else {
vErrors.push(err127);
}
errors++;
}
}
if(data103.label !== undefined){
let data104 = data103.label;
if(typeof data104 === "string"){
if(!pattern1.test(data104)){
const err128 = {instancePath:instancePath+"/alertmanagerConfig/teams/label",schemaPath:"#/properties/alertmanagerConfig/properties/teams/properties/label/pattern",keyword:"pattern",params:{pattern: "^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"},message:"must match pattern \""+"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"+"\"",schema:"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$",parentSchema:schema11.properties.alertmanagerConfig.properties.teams.properties.label,data:data104};
if(vErrors === null){
vErrors = [err128];
}
else {
vErrors.push(err128);
}
errors++;
}
}
else {
const err129 = {instancePath:instancePath+"/alertmanagerConfig/teams/label",schemaPath:"#/properties/alertmanagerConfig/properties/teams/properties/label/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.alertmanagerConfig.properties.teams.properties.label.type,parentSchema:schema11.properties.alertmanagerConfig.properties.teams.properties.label,data:data104};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
}
if(data103.receivers !== undefined){
let data105 = data103.receivers;
if(data105 && typeof data105 == "object" && !Array.isArray(data105)){
for(const key31 in data105){
let data106 = data105[key31];
if(typeof data106 === "string"){
if(func2(data106) < 1){
const err130 = {instancePath:instancePath+"/alertmanagerConfig/teams/receivers/" + key31.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/alertmanagerConfig/properties/teams/properties/receivers/additionalProperties/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.alertmanagerConfig.properties.teams.properties.receivers.additionalProperties,data:data106};
if(vErrors === null){
vErrors = [err130];
}
else {
vErrors.push(err130);
}
errors++;
}
}
else {
const err131 = {instancePath:instancePath+"/alertmanagerConfig/teams/receivers/" + key31.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/alertmanagerConfig/properties/teams/properties/receivers/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.alertmanagerConfig.properties.teams.properties.receivers.additionalProperties.type,parentSchema:schema11.properties.alertmanagerConfig.properties.teams.properties.receivers.additionalProperties,data:data106};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
}
}
}
else {
const err132 = {instancePath:instancePath+"/alertmanagerConfig/teams/receivers",schemaPath:"#/properties/alertmanagerConfig/properties/teams/properties/receivers/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.alertmanagerConfig.properties.teams.properties.receivers.type,parentSchema:schema11.properties.alertmanagerConfig.properties.teams.properties.receivers,data:data105};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
}
}
else {
const err133 = {instancePath:instancePath+"/alertmanagerConfig/teams",schemaPath:"#/properties/alertmanagerConfig/properties/teams/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.alertmanagerConfig.properties.teams.type,parentSchema:schema11.properties.alertmanagerConfig.properties.teams,data:data103};
if(vErrors === null){
vErrors = [err133];
}
else {
vErrors.push(err133);
}
errors++;
}
}
if(data68.inhibition !== undefined){
let data107 = data68.inhibition;
if(data107 && typeof data107 == "object" && !Array.isArray(data107)){
for(const key32 in data107){
if(!(((key32 === "registryUnavailable") || (key32 === "exporterDown")) || (key32 === "severity"))){
const err134 = {instancePath:instancePath+"/alertmanagerConfig/inhibition",schemaPath:"#/properties/alertmanagerConfig/properties/inhibition/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key32},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.alertmanagerConfig.properties.inhibition,data:data107};
if(vErrors === null){
vErrors = [err134];
}
else {
vErrors.push(err134);
}
errors++;
}
}
if(data107.registryUnavailable !== undefined){
let data108 = data107.registryUnavailable;
if(typeof data108 !== "boolean"){
const err135 = {instancePath:instancePath+"/alertmanagerConfig/inhibition/registryUnavailable",schemaPath:"#/properties/alertmanagerConfig/properties/inhibition/properties/registryUnavailable/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.alertmanagerConfig.properties.inhibition.properties.registryUnavailable.type,parentSchema:schema11.properties.alertmanagerConfig.properties.inhibition.properties.registryUnavailable,data:data108};
if(vErrors === null){
vErrors = [err135];
}
else {
vErrors.push(err135);
}
errors++;
}
}
if(data107.exporterDown !== undefined){
let data109 = data107.exporterDown;
if(typeof data109 !== "boolean"){
const err136 = {instancePath:instancePath+"/alertmanagerConfig/inhibition/exporterDown",schemaPath:"#/properties/alertmanagerConfig/properties/inhibition/properties/exporterDown/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.alertmanagerConfig.properties.inhibition.properties.exporterDown.type,parentSchema:schema11.properties.alertmanagerConfig.properties.inhibition.properties.exporterDown,data:data109};
if(vErrors === null){
vErrors = [err136];
}
else {
vErrors.push(err136);
}
errors++;
}
}
if(data107.severity !== undefined){
let data110 = data107.severity;
if(typeof data110 !== "boolean"){
const err137 = {instancePath:instancePath+"/alertmanagerConfig/inhibition/severity",schemaPath:"#/properties/alertmanagerConfig/properties/inhibition/properties/severity/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.alertmanagerConfig.properties.inhibition.properties.severity.type,parentSchema:schema11.properties.alertmanagerConfig.properties.inhibition.properties.severity,data:data110};
if(vErrors === null){
vErrors = [err137];
}
else {
vErrors.push(err137);
}
errors++;
}
}
}
else {
const err138 = {instancePath:instancePath+"/alertmanagerConfig/inhibition",schemaPath:"#/properties/alertmanagerConfig/properties/inhibition/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.alertmanagerConfig.properties.inhibition.type,parentSchema:schema11.properties.alertmanagerConfig.properties.inhibition,data:data107};
if(vErrors === null){
vErrors = [err138];
}
else {
vErrors.push(err138);
}
errors++;
}
}
if(data68.spec !== undefined){
let data111 = data68.spec;
if(!(data111 && typeof data111 == "object" && !Array.isArray(data111))){
const err139 = {instancePath:instancePath+"/alertmanagerConfig/spec",schemaPath:"#/properties/alertmanagerConfig/properties/spec/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.alertmanagerConfig.properties.spec.type,parentSchema:schema11.properties.alertmanagerConfig.properties.spec,data:data111};
if(vErrors === null){
vErrors = [err139];
}
else {
vErrors.push(err139);
}
errors++;
}
}
}
else {
const err140 = {instancePath:instancePath+"/alertmanagerConfig",schemaPath:"#/properties/alertmanagerConfig/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.alertmanagerConfig.type,parentSchema:schema11.properties.alertmanagerConfig,data:data68};
if(vErrors === null){
vErrors = [err140];
}
else {
vErrors.push(err140);
}
errors++;
}
}
}
else {
const err141 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.type,parentSchema:schema11,data};
if(vErrors === null){
vErrors = [err141];
}
else {
vErrors.push(err141);
}
errors++;
}
validate10.errors = vErrors;
return errors === 0;
}

