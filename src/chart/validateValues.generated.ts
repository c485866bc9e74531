// Generated from chart/values.schema.json by `npm run generate`. Do not edit.
// @ts-nocheck: plain JavaScript as the schema compiler writes it.

import type { ValidateFunction } from "ajv";
import func2Module from "ajv/dist/runtime/ucs2length.js";
"use strict";
export const validateValues: ValidateFunction = validate10;
const schema11 = {"type":"object","properties":{"rules":{"title":"Rules","type":"object","additionalProperties":false,"properties":{"enabled":{"type":"boolean"},"prometheusRule":{"type":"object","additionalProperties":false,"properties":{"enabled":{"type":"boolean"},"force":{"type":"boolean"},"namespace":{"$ref":"#/definitions/optionalName"},"labels":{"$ref":"#/definitions/labels"},"annotations":{"$ref":"#/definitions/annotations"}}},"vmRule":{"type":"object","additionalProperties":false,"properties":{"enabled":{"type":"boolean"},"force":{"type":"boolean"},"namespace":{"$ref":"#/definitions/optionalName"},"labels":{"$ref":"#/definitions/labels"},"annotations":{"$ref":"#/definitions/annotations"}}},"runbookUrl":{"type":"string"},"dashboardUrl":{"type":"string"},"additionalLabels":{"$ref":"#/definitions/ruleLabels"},"extraGroups":{"type":"array","items":{"$ref":"#/definitions/ruleGroup"}},"alerts":{"type":"object","additionalProperties":false,"properties":{"ImageAbsent":{"$ref":"#/definitions/alert0"},"ImagePullUnauthenticated":{"$ref":"#/definitions/alert0"},"ImagePullUnauthorized":{"$ref":"#/definitions/alert0"},"ImageNameInvalid":{"$ref":"#/definitions/alert0"},"ImageCheckUnknownError":{"$ref":"#/definitions/alert0"},"RegistryV1Unsupported":{"$ref":"#/definitions/alert0"},"RegistryUnavailable":{"$ref":"#/definitions/alert1"},"RegistryRateLimited":{"$ref":"#/definitions/alert0"},"RegistryQuotaLow":{"$ref":"#/definitions/alert2"},"ExporterDown":{"$ref":"#/definitions/alert0"},"ExporterNotReady":{"$ref":"#/definitions/alert0"},"ChecksStale":{"$ref":"#/definitions/alert0"},"RecheckWindowUnreachable":{"$ref":"#/definitions/alert2"},"InformerNotSynced":{"$ref":"#/definitions/alert0"},"PullSecretInvalid":{"$ref":"#/definitions/alert0"},"PullSecretMissing":{"$ref":"#/definitions/alert0"},"HighErrorRatio":{"$ref":"#/definitions/alert1"},"DeploymentImageUnavailable":{"$ref":"#/definitions/alert0"},"StatefulSetImageUnavailable":{"$ref":"#/definitions/alert0"},"DaemonSetImageUnavailable":{"$ref":"#/definitions/alert0"},"CronJobImageUnavailable":{"$ref":"#/definitions/alert0"},"NodePodsNearCapacity":{"$ref":"#/definitions/alert1"},"NodeEphemeralStorageFilling":{"$ref":"#/definitions/alert1"},"VolumeFilling":{"$ref":"#/definitions/alert1"},"EtcdNearQuota":{"$ref":"#/definitions/alert1"},"EtcdObjectsMany":{"$ref":"#/definitions/alert0"},"ApiObjectsGrowing":{"$ref":"#/definitions/alert0"},"NamespaceQuotaNearlyUsed":{"$ref":"#/definitions/alert1"},"FinishedJobsKept":{"$ref":"#/definitions/alert3"},"FailedPodsKept":{"$ref":"#/definitions/alert3"},"ClaimsUnused":{"$ref":"#/definitions/alert3"},"DeploymentsLongAtZero":{"$ref":"#/definitions/alert3"},"PullSecretsUnused":{"$ref":"#/definitions/alert0"},"RolloutWouldInterrupt":{"$ref":"#/definitions/alert0"}}}}},"hygiene":{"title":"Cluster hygiene","type":"object","additionalProperties":false,"properties":{"enabled":{"type":"boolean"}}}},"definitions":{"labels":{"type":"object","propertyNames":{"pattern":"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"},"additionalProperties":{"type":"string","pattern":"^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$"}},"annotations":{"type":"object","propertyNames":{"pattern":"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"},"additionalProperties":{"type":"string"}},"optionalName":{"type":"string","maxLength":253,"pattern":"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$"},"ruleDuration":{"type":"string","pattern":"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$","x-expected":"a duration as Prometheus writes it, such as 10m or 1h30m"},"ruleSeverity":{"type":"string","pattern":"^[A-Za-z0-9_-]+$","x-expected":"a severity such as critical, warning or info"},"ruleLabels":{"type":"object","propertyNames":{"pattern":"^[a-zA-Z_][a-zA-Z0-9_]*$","not":{"enum":["alertname","severity"]},"x-expected":"a label's name other than alertname and severity"},"additionalProperties":{"type":"string"}},"ruleAnnotations":{"type":"object","propertyNames":{"pattern":"^[a-zA-Z_][a-zA-Z0-9_]*$","x-expected":"an annotation's name such as summary"},"additionalProperties":{"type":"string"}},"ruleGroup":{"type":"object","required":["name","rules"],"properties":{"name":{"type":"string","minLength":1},"rules":{"type":"array","items":{"type":"object"}}}},"alert0":{"type":"object","additionalProperties":false,"properties":{"enabled":{"type":"boolean"},"for":{"$ref":"#/definitions/ruleDuration"},"keepFiringFor":{"$ref":"#/definitions/ruleDuration"},"severity":{"$ref":"#/definitions/ruleSeverity"},"threshold":{"type":"number","minimum":1},"labels":{"$ref":"#/definitions/ruleLabels"},"annotations":{"$ref":"#/definitions/ruleAnnotations"}}},"alert1":{"type":"object","additionalProperties":false,"properties":{"enabled":{"type":"boolean"},"for":{"$ref":"#/definitions/ruleDuration"},"keepFiringFor":{"$ref":"#/definitions/ruleDuration"},"severity":{"$ref":"#/definitions/ruleSeverity"},"threshold":{"type":"number","minimum":0,"maximum":1},"labels":{"$ref":"#/definitions/ruleLabels"},"annotations":{"$ref":"#/definitions/ruleAnnotations"}}},"alert2":{"type":"object","additionalProperties":false,"properties":{"enabled":{"type":"boolean"},"for":{"$ref":"#/definitions/ruleDuration"},"keepFiringFor":{"$ref":"#/definitions/ruleDuration"},"severity":{"$ref":"#/definitions/ruleSeverity"},"threshold":{"type":"number","minimum":0},"labels":{"$ref":"#/definitions/ruleLabels"},"annotations":{"$ref":"#/definitions/ruleAnnotations"}}},"alert3":{"type":"object","additionalProperties":false,"properties":{"enabled":{"type":"boolean"},"for":{"$ref":"#/definitions/ruleDuration"},"keepFiringFor":{"$ref":"#/definitions/ruleDuration"},"severity":{"$ref":"#/definitions/ruleSeverity"},"threshold":{"type":"integer","minimum":1},"labels":{"$ref":"#/definitions/ruleLabels"},"annotations":{"$ref":"#/definitions/ruleAnnotations"}}}}};
const schema12 = {"type":"string","maxLength":253,"pattern":"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$"};
const schema13 = {"type":"object","propertyNames":{"pattern":"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"},"additionalProperties":{"type":"string","pattern":"^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$"}};
const schema14 = {"type":"object","propertyNames":{"pattern":"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"},"additionalProperties":{"type":"string"}};
const schema18 = {"type":"object","propertyNames":{"pattern":"^[a-zA-Z_][a-zA-Z0-9_]*$","not":{"enum":["alertname","severity"]},"x-expected":"a label's name other than alertname and severity"},"additionalProperties":{"type":"string"}};
const schema19 = {"type":"object","required":["name","rules"],"properties":{"name":{"type":"string","minLength":1},"rules":{"type":"array","items":{"type":"object"}}}};
const func2 = func2Module.default;
const func5 = Object.prototype.hasOwnProperty;
const pattern0 = new RegExp("^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$", "");
const pattern1 = new RegExp("^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$", "");
const pattern2 = new RegExp("^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$", "");
const pattern8 = new RegExp("^[a-zA-Z_][a-zA-Z0-9_]*$", "");
const schema20 = {"type":"object","additionalProperties":false,"properties":{"enabled":{"type":"boolean"},"for":{"$ref":"#/definitions/ruleDuration"},"keepFiringFor":{"$ref":"#/definitions/ruleDuration"},"severity":{"$ref":"#/definitions/ruleSeverity"},"threshold":{"type":"number","minimum":1},"labels":{"$ref":"#/definitions/ruleLabels"},"annotations":{"$ref":"#/definitions/ruleAnnotations"}}};
const schema21 = {"type":"string","pattern":"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$","x-expected":"a duration as Prometheus writes it, such as 10m or 1h30m"};
const schema23 = {"type":"string","pattern":"^[A-Za-z0-9_-]+$","x-expected":"a severity such as critical, warning or info"};
const schema25 = {"type":"object","propertyNames":{"pattern":"^[a-zA-Z_][a-zA-Z0-9_]*$","x-expected":"an annotation's name such as summary"},"additionalProperties":{"type":"string"}};
const pattern9 = new RegExp("^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$", "");
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

function validate18(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
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
validate18.errors = vErrors;
return errors === 0;
}

const schema32 = {"type":"object","additionalProperties":false,"properties":{"enabled":{"type":"boolean"},"for":{"$ref":"#/definitions/ruleDuration"},"keepFiringFor":{"$ref":"#/definitions/ruleDuration"},"severity":{"$ref":"#/definitions/ruleSeverity"},"threshold":{"type":"number","minimum":0},"labels":{"$ref":"#/definitions/ruleLabels"},"annotations":{"$ref":"#/definitions/ruleAnnotations"}}};

function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
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
validate21.errors = vErrors;
return errors === 0;
}

const schema38 = {"type":"object","additionalProperties":false,"properties":{"enabled":{"type":"boolean"},"for":{"$ref":"#/definitions/ruleDuration"},"keepFiringFor":{"$ref":"#/definitions/ruleDuration"},"severity":{"$ref":"#/definitions/ruleSeverity"},"threshold":{"type":"integer","minimum":1},"labels":{"$ref":"#/definitions/ruleLabels"},"annotations":{"$ref":"#/definitions/ruleAnnotations"}}};

function validate42(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
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
validate42.errors = vErrors;
return errors === 0;
}


function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.rules !== undefined){
let data0 = data.rules;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
for(const key0 in data0){
if(!((((((((key0 === "enabled") || (key0 === "prometheusRule")) || (key0 === "vmRule")) || (key0 === "runbookUrl")) || (key0 === "dashboardUrl")) || (key0 === "additionalLabels")) || (key0 === "extraGroups")) || (key0 === "alerts"))){
const err0 = {instancePath:instancePath+"/rules",schemaPath:"#/properties/rules/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.rules,data:data0};
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
const err1 = {instancePath:instancePath+"/rules/enabled",schemaPath:"#/properties/rules/properties/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.rules.properties.enabled.type,parentSchema:schema11.properties.rules.properties.enabled,data:data1};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data0.prometheusRule !== undefined){
let data2 = data0.prometheusRule;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
for(const key1 in data2){
if(!(((((key1 === "enabled") || (key1 === "force")) || (key1 === "namespace")) || (key1 === "labels")) || (key1 === "annotations"))){
const err2 = {instancePath:instancePath+"/rules/prometheusRule",schemaPath:"#/properties/rules/properties/prometheusRule/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.rules.properties.prometheusRule,data:data2};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data2.enabled !== undefined){
let data3 = data2.enabled;
if(typeof data3 !== "boolean"){
const err3 = {instancePath:instancePath+"/rules/prometheusRule/enabled",schemaPath:"#/properties/rules/properties/prometheusRule/properties/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.rules.properties.prometheusRule.properties.enabled.type,parentSchema:schema11.properties.rules.properties.prometheusRule.properties.enabled,data:data3};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data2.force !== undefined){
let data4 = data2.force;
if(typeof data4 !== "boolean"){
const err4 = {instancePath:instancePath+"/rules/prometheusRule/force",schemaPath:"#/properties/rules/properties/prometheusRule/properties/force/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.rules.properties.prometheusRule.properties.force.type,parentSchema:schema11.properties.rules.properties.prometheusRule.properties.force,data:data4};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data2.namespace !== undefined){
let data5 = data2.namespace;
if(typeof data5 === "string"){
if(func2(data5) > 253){
const err5 = {instancePath:instancePath+"/rules/prometheusRule/namespace",schemaPath:"#/definitions/optionalName/maxLength",keyword:"maxLength",params:{limit: 253},message:"must NOT have more than 253 characters",schema:253,parentSchema:schema12,data:data5};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(!pattern0.test(data5)){
const err6 = {instancePath:instancePath+"/rules/prometheusRule/namespace",schemaPath:"#/definitions/optionalName/pattern",keyword:"pattern",params:{pattern: "^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$"},message:"must match pattern \""+"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$"+"\"",schema:"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$",parentSchema:schema12,data:data5};
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
const err7 = {instancePath:instancePath+"/rules/prometheusRule/namespace",schemaPath:"#/definitions/optionalName/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema12.type,parentSchema:schema12,data:data5};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data2.labels !== undefined){
let data6 = data2.labels;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
for(const key2 in data6){
const _errs19 = errors;
if(typeof key2 === "string"){
if(!pattern1.test(key2)){
const err8 = {instancePath:instancePath+"/rules/prometheusRule/labels",schemaPath:"#/definitions/labels/propertyNames/pattern",keyword:"pattern",params:{pattern: "^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"},message:"must match pattern \""+"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"+"\"",schema:"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$",parentSchema:schema13.propertyNames,data:key2,propertyName:key2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
var valid5 = _errs19 === errors;
if(!valid5){
const err9 = {instancePath:instancePath+"/rules/prometheusRule/labels",schemaPath:"#/definitions/labels/propertyNames",keyword:"propertyNames",params:{propertyName: key2},message:"property name must be valid",schema:schema13.propertyNames,parentSchema:schema13,data:data6};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
for(const key3 in data6){
let data7 = data6[key3];
if(typeof data7 === "string"){
if(!pattern2.test(data7)){
const err10 = {instancePath:instancePath+"/rules/prometheusRule/labels/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/labels/additionalProperties/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$"},message:"must match pattern \""+"^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$"+"\"",schema:"^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$",parentSchema:schema13.additionalProperties,data:data7};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
else {
const err11 = {instancePath:instancePath+"/rules/prometheusRule/labels/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/labels/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema13.additionalProperties.type,parentSchema:schema13.additionalProperties,data:data7};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
else {
const err12 = {instancePath:instancePath+"/rules/prometheusRule/labels",schemaPath:"#/definitions/labels/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema13.type,parentSchema:schema13,data:data6};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data2.annotations !== undefined){
let data8 = data2.annotations;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
for(const key4 in data8){
const _errs26 = errors;
if(typeof key4 === "string"){
if(!pattern1.test(key4)){
const err13 = {instancePath:instancePath+"/rules/prometheusRule/annotations",schemaPath:"#/definitions/annotations/propertyNames/pattern",keyword:"pattern",params:{pattern: "^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"},message:"must match pattern \""+"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"+"\"",schema:"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$",parentSchema:schema14.propertyNames,data:key4,propertyName:key4};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
var valid8 = _errs26 === errors;
if(!valid8){
const err14 = {instancePath:instancePath+"/rules/prometheusRule/annotations",schemaPath:"#/definitions/annotations/propertyNames",keyword:"propertyNames",params:{propertyName: key4},message:"property name must be valid",schema:schema14.propertyNames,parentSchema:schema14,data:data8};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
for(const key5 in data8){
let data9 = data8[key5];
if(typeof data9 !== "string"){
const err15 = {instancePath:instancePath+"/rules/prometheusRule/annotations/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/annotations/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.additionalProperties.type,parentSchema:schema14.additionalProperties,data:data9};
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
const err16 = {instancePath:instancePath+"/rules/prometheusRule/annotations",schemaPath:"#/definitions/annotations/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema14.type,parentSchema:schema14,data:data8};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
}
else {
const err17 = {instancePath:instancePath+"/rules/prometheusRule",schemaPath:"#/properties/rules/properties/prometheusRule/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.rules.properties.prometheusRule.type,parentSchema:schema11.properties.rules.properties.prometheusRule,data:data2};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data0.vmRule !== undefined){
let data10 = data0.vmRule;
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
for(const key6 in data10){
if(!(((((key6 === "enabled") || (key6 === "force")) || (key6 === "namespace")) || (key6 === "labels")) || (key6 === "annotations"))){
const err18 = {instancePath:instancePath+"/rules/vmRule",schemaPath:"#/properties/rules/properties/vmRule/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.rules.properties.vmRule,data:data10};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data10.enabled !== undefined){
let data11 = data10.enabled;
if(typeof data11 !== "boolean"){
const err19 = {instancePath:instancePath+"/rules/vmRule/enabled",schemaPath:"#/properties/rules/properties/vmRule/properties/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.rules.properties.vmRule.properties.enabled.type,parentSchema:schema11.properties.rules.properties.vmRule.properties.enabled,data:data11};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data10.force !== undefined){
let data12 = data10.force;
if(typeof data12 !== "boolean"){
const err20 = {instancePath:instancePath+"/rules/vmRule/force",schemaPath:"#/properties/rules/properties/vmRule/properties/force/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.rules.properties.vmRule.properties.force.type,parentSchema:schema11.properties.rules.properties.vmRule.properties.force,data:data12};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data10.namespace !== undefined){
let data13 = data10.namespace;
if(typeof data13 === "string"){
if(func2(data13) > 253){
const err21 = {instancePath:instancePath+"/rules/vmRule/namespace",schemaPath:"#/definitions/optionalName/maxLength",keyword:"maxLength",params:{limit: 253},message:"must NOT have more than 253 characters",schema:253,parentSchema:schema12,data:data13};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(!pattern0.test(data13)){
const err22 = {instancePath:instancePath+"/rules/vmRule/namespace",schemaPath:"#/definitions/optionalName/pattern",keyword:"pattern",params:{pattern: "^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$"},message:"must match pattern \""+"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$"+"\"",schema:"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$",parentSchema:schema12,data:data13};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
else {
const err23 = {instancePath:instancePath+"/rules/vmRule/namespace",schemaPath:"#/definitions/optionalName/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema12.type,parentSchema:schema12,data:data13};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data10.labels !== undefined){
let data14 = data10.labels;
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
for(const key7 in data14){
const _errs43 = errors;
if(typeof key7 === "string"){
if(!pattern1.test(key7)){
const err24 = {instancePath:instancePath+"/rules/vmRule/labels",schemaPath:"#/definitions/labels/propertyNames/pattern",keyword:"pattern",params:{pattern: "^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"},message:"must match pattern \""+"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"+"\"",schema:"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$",parentSchema:schema13.propertyNames,data:key7,propertyName:key7};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
var valid13 = _errs43 === errors;
if(!valid13){
const err25 = {instancePath:instancePath+"/rules/vmRule/labels",schemaPath:"#/definitions/labels/propertyNames",keyword:"propertyNames",params:{propertyName: key7},message:"property name must be valid",schema:schema13.propertyNames,parentSchema:schema13,data:data14};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
for(const key8 in data14){
let data15 = data14[key8];
if(typeof data15 === "string"){
if(!pattern2.test(data15)){
const err26 = {instancePath:instancePath+"/rules/vmRule/labels/" + key8.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/labels/additionalProperties/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$"},message:"must match pattern \""+"^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$"+"\"",schema:"^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$",parentSchema:schema13.additionalProperties,data:data15};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
else {
const err27 = {instancePath:instancePath+"/rules/vmRule/labels/" + key8.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/labels/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema13.additionalProperties.type,parentSchema:schema13.additionalProperties,data:data15};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
}
else {
const err28 = {instancePath:instancePath+"/rules/vmRule/labels",schemaPath:"#/definitions/labels/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema13.type,parentSchema:schema13,data:data14};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data10.annotations !== undefined){
let data16 = data10.annotations;
if(data16 && typeof data16 == "object" && !Array.isArray(data16)){
for(const key9 in data16){
const _errs50 = errors;
if(typeof key9 === "string"){
if(!pattern1.test(key9)){
const err29 = {instancePath:instancePath+"/rules/vmRule/annotations",schemaPath:"#/definitions/annotations/propertyNames/pattern",keyword:"pattern",params:{pattern: "^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"},message:"must match pattern \""+"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"+"\"",schema:"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$",parentSchema:schema14.propertyNames,data:key9,propertyName:key9};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
var valid16 = _errs50 === errors;
if(!valid16){
const err30 = {instancePath:instancePath+"/rules/vmRule/annotations",schemaPath:"#/definitions/annotations/propertyNames",keyword:"propertyNames",params:{propertyName: key9},message:"property name must be valid",schema:schema14.propertyNames,parentSchema:schema14,data:data16};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
for(const key10 in data16){
let data17 = data16[key10];
if(typeof data17 !== "string"){
const err31 = {instancePath:instancePath+"/rules/vmRule/annotations/" + key10.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/annotations/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.additionalProperties.type,parentSchema:schema14.additionalProperties,data:data17};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
}
else {
const err32 = {instancePath:instancePath+"/rules/vmRule/annotations",schemaPath:"#/definitions/annotations/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema14.type,parentSchema:schema14,data:data16};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
}
else {
const err33 = {instancePath:instancePath+"/rules/vmRule",schemaPath:"#/properties/rules/properties/vmRule/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.rules.properties.vmRule.type,parentSchema:schema11.properties.rules.properties.vmRule,data:data10};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data0.runbookUrl !== undefined){
let data18 = data0.runbookUrl;
if(typeof data18 !== "string"){
const err34 = {instancePath:instancePath+"/rules/runbookUrl",schemaPath:"#/properties/rules/properties/runbookUrl/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.rules.properties.runbookUrl.type,parentSchema:schema11.properties.rules.properties.runbookUrl,data:data18};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data0.dashboardUrl !== undefined){
let data19 = data0.dashboardUrl;
if(typeof data19 !== "string"){
const err35 = {instancePath:instancePath+"/rules/dashboardUrl",schemaPath:"#/properties/rules/properties/dashboardUrl/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.rules.properties.dashboardUrl.type,parentSchema:schema11.properties.rules.properties.dashboardUrl,data:data19};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data0.additionalLabels !== undefined){
let data20 = data0.additionalLabels;
if(data20 && typeof data20 == "object" && !Array.isArray(data20)){
for(const key11 in data20){
const _errs61 = errors;
const _errs62 = errors;
const _errs63 = errors;
if(!((key11 === "alertname") || (key11 === "severity"))){
const err36 = {};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
var valid20 = _errs63 === errors;
if(valid20){
const err37 = {instancePath:instancePath+"/rules/additionalLabels",schemaPath:"#/definitions/ruleLabels/propertyNames/not",keyword:"not",params:{},message:"must NOT be valid",schema:schema18.propertyNames.not,parentSchema:schema18.propertyNames,data:key11,propertyName:key11};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
else {
errors = _errs62;
if(vErrors !== null){
if(_errs62){
vErrors.length = _errs62;
}
else {
vErrors = null;
}
}
}
if(typeof key11 === "string"){
if(!pattern8.test(key11)){
const err38 = {instancePath:instancePath+"/rules/additionalLabels",schemaPath:"#/definitions/ruleLabels/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[a-zA-Z_][a-zA-Z0-9_]*$"},message:"must match pattern \""+"^[a-zA-Z_][a-zA-Z0-9_]*$"+"\"",schema:"^[a-zA-Z_][a-zA-Z0-9_]*$",parentSchema:schema18.propertyNames,data:key11,propertyName:key11};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
var valid19 = _errs61 === errors;
if(!valid19){
const err39 = {instancePath:instancePath+"/rules/additionalLabels",schemaPath:"#/definitions/ruleLabels/propertyNames",keyword:"propertyNames",params:{propertyName: key11},message:"property name must be valid",schema:schema18.propertyNames,parentSchema:schema18,data:data20};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
for(const key12 in data20){
let data21 = data20[key12];
if(typeof data21 !== "string"){
const err40 = {instancePath:instancePath+"/rules/additionalLabels/" + key12.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/ruleLabels/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema18.additionalProperties.type,parentSchema:schema18.additionalProperties,data:data21};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
}
else {
const err41 = {instancePath:instancePath+"/rules/additionalLabels",schemaPath:"#/definitions/ruleLabels/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema18.type,parentSchema:schema18,data:data20};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data0.extraGroups !== undefined){
let data22 = data0.extraGroups;
if(Array.isArray(data22)){
const len0 = data22.length;
for(let i0=0; i0<len0; i0++){
let data23 = data22[i0];
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
if(data23.name === undefined){
const err42 = {instancePath:instancePath+"/rules/extraGroups/" + i0,schemaPath:"#/definitions/ruleGroup/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema19.required,parentSchema:schema19,data:data23};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
if(data23.rules === undefined){
const err43 = {instancePath:instancePath+"/rules/extraGroups/" + i0,schemaPath:"#/definitions/ruleGroup/required",keyword:"required",params:{missingProperty: "rules"},message:"must have required property '"+"rules"+"'",schema:schema19.required,parentSchema:schema19,data:data23};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
if(data23.name !== undefined){
let data24 = data23.name;
if(typeof data24 === "string"){
if(func2(data24) < 1){
const err44 = {instancePath:instancePath+"/rules/extraGroups/" + i0+"/name",schemaPath:"#/definitions/ruleGroup/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema19.properties.name,data:data24};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
else {
const err45 = {instancePath:instancePath+"/rules/extraGroups/" + i0+"/name",schemaPath:"#/definitions/ruleGroup/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema19.properties.name.type,parentSchema:schema19.properties.name,data:data24};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
if(data23.rules !== undefined){
let data25 = data23.rules;
if(Array.isArray(data25)){
const len1 = data25.length;
for(let i1=0; i1<len1; i1++){
let data26 = data25[i1];
if(!(data26 && typeof data26 == "object" && !Array.isArray(data26))){
const err46 = {instancePath:instancePath+"/rules/extraGroups/" + i0+"/rules/" + i1,schemaPath:"#/definitions/ruleGroup/properties/rules/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema19.properties.rules.items.type,parentSchema:schema19.properties.rules.items,data:data26};
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
const err47 = {instancePath:instancePath+"/rules/extraGroups/" + i0+"/rules",schemaPath:"#/definitions/ruleGroup/properties/rules/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema19.properties.rules.type,parentSchema:schema19.properties.rules,data:data25};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
}
else {
const err48 = {instancePath:instancePath+"/rules/extraGroups/" + i0,schemaPath:"#/definitions/ruleGroup/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema19.type,parentSchema:schema19,data:data23};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
}
else {
const err49 = {instancePath:instancePath+"/rules/extraGroups",schemaPath:"#/properties/rules/properties/extraGroups/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.rules.properties.extraGroups.type,parentSchema:schema11.properties.rules.properties.extraGroups,data:data22};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
if(data0.alerts !== undefined){
let data27 = data0.alerts;
if(data27 && typeof data27 == "object" && !Array.isArray(data27)){
for(const key13 in data27){
if(!(func5.call(schema11.properties.rules.properties.alerts.properties, key13))){
const err50 = {instancePath:instancePath+"/rules/alerts",schemaPath:"#/properties/rules/properties/alerts/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key13},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.rules.properties.alerts,data:data27};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
if(data27.ImageAbsent !== undefined){
if(!(validate11(data27.ImageAbsent, {instancePath:instancePath+"/rules/alerts/ImageAbsent",parentData:data27,parentDataProperty:"ImageAbsent",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data27.ImagePullUnauthenticated !== undefined){
if(!(validate11(data27.ImagePullUnauthenticated, {instancePath:instancePath+"/rules/alerts/ImagePullUnauthenticated",parentData:data27,parentDataProperty:"ImagePullUnauthenticated",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data27.ImagePullUnauthorized !== undefined){
if(!(validate11(data27.ImagePullUnauthorized, {instancePath:instancePath+"/rules/alerts/ImagePullUnauthorized",parentData:data27,parentDataProperty:"ImagePullUnauthorized",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data27.ImageNameInvalid !== undefined){
if(!(validate11(data27.ImageNameInvalid, {instancePath:instancePath+"/rules/alerts/ImageNameInvalid",parentData:data27,parentDataProperty:"ImageNameInvalid",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data27.ImageCheckUnknownError !== undefined){
if(!(validate11(data27.ImageCheckUnknownError, {instancePath:instancePath+"/rules/alerts/ImageCheckUnknownError",parentData:data27,parentDataProperty:"ImageCheckUnknownError",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data27.RegistryV1Unsupported !== undefined){
if(!(validate11(data27.RegistryV1Unsupported, {instancePath:instancePath+"/rules/alerts/RegistryV1Unsupported",parentData:data27,parentDataProperty:"RegistryV1Unsupported",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data27.RegistryUnavailable !== undefined){
if(!(validate18(data27.RegistryUnavailable, {instancePath:instancePath+"/rules/alerts/RegistryUnavailable",parentData:data27,parentDataProperty:"RegistryUnavailable",rootData}))){
vErrors = vErrors === null ? validate18.errors : vErrors.concat(validate18.errors);
errors = vErrors.length;
}
}
if(data27.RegistryRateLimited !== undefined){
if(!(validate11(data27.RegistryRateLimited, {instancePath:instancePath+"/rules/alerts/RegistryRateLimited",parentData:data27,parentDataProperty:"RegistryRateLimited",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data27.RegistryQuotaLow !== undefined){
if(!(validate21(data27.RegistryQuotaLow, {instancePath:instancePath+"/rules/alerts/RegistryQuotaLow",parentData:data27,parentDataProperty:"RegistryQuotaLow",rootData}))){
vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
errors = vErrors.length;
}
}
if(data27.ExporterDown !== undefined){
if(!(validate11(data27.ExporterDown, {instancePath:instancePath+"/rules/alerts/ExporterDown",parentData:data27,parentDataProperty:"ExporterDown",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data27.ExporterNotReady !== undefined){
if(!(validate11(data27.ExporterNotReady, {instancePath:instancePath+"/rules/alerts/ExporterNotReady",parentData:data27,parentDataProperty:"ExporterNotReady",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data27.ChecksStale !== undefined){
if(!(validate11(data27.ChecksStale, {instancePath:instancePath+"/rules/alerts/ChecksStale",parentData:data27,parentDataProperty:"ChecksStale",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data27.RecheckWindowUnreachable !== undefined){
if(!(validate21(data27.RecheckWindowUnreachable, {instancePath:instancePath+"/rules/alerts/RecheckWindowUnreachable",parentData:data27,parentDataProperty:"RecheckWindowUnreachable",rootData}))){
vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
errors = vErrors.length;
}
}
if(data27.InformerNotSynced !== undefined){
if(!(validate11(data27.InformerNotSynced, {instancePath:instancePath+"/rules/alerts/InformerNotSynced",parentData:data27,parentDataProperty:"InformerNotSynced",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data27.PullSecretInvalid !== undefined){
if(!(validate11(data27.PullSecretInvalid, {instancePath:instancePath+"/rules/alerts/PullSecretInvalid",parentData:data27,parentDataProperty:"PullSecretInvalid",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data27.PullSecretMissing !== undefined){
if(!(validate11(data27.PullSecretMissing, {instancePath:instancePath+"/rules/alerts/PullSecretMissing",parentData:data27,parentDataProperty:"PullSecretMissing",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data27.HighErrorRatio !== undefined){
if(!(validate18(data27.HighErrorRatio, {instancePath:instancePath+"/rules/alerts/HighErrorRatio",parentData:data27,parentDataProperty:"HighErrorRatio",rootData}))){
vErrors = vErrors === null ? validate18.errors : vErrors.concat(validate18.errors);
errors = vErrors.length;
}
}
if(data27.DeploymentImageUnavailable !== undefined){
if(!(validate11(data27.DeploymentImageUnavailable, {instancePath:instancePath+"/rules/alerts/DeploymentImageUnavailable",parentData:data27,parentDataProperty:"DeploymentImageUnavailable",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data27.StatefulSetImageUnavailable !== undefined){
if(!(validate11(data27.StatefulSetImageUnavailable, {instancePath:instancePath+"/rules/alerts/StatefulSetImageUnavailable",parentData:data27,parentDataProperty:"StatefulSetImageUnavailable",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data27.DaemonSetImageUnavailable !== undefined){
if(!(validate11(data27.DaemonSetImageUnavailable, {instancePath:instancePath+"/rules/alerts/DaemonSetImageUnavailable",parentData:data27,parentDataProperty:"DaemonSetImageUnavailable",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data27.CronJobImageUnavailable !== undefined){
if(!(validate11(data27.CronJobImageUnavailable, {instancePath:instancePath+"/rules/alerts/CronJobImageUnavailable",parentData:data27,parentDataProperty:"CronJobImageUnavailable",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data27.NodePodsNearCapacity !== undefined){
if(!(validate18(data27.NodePodsNearCapacity, {instancePath:instancePath+"/rules/alerts/NodePodsNearCapacity",parentData:data27,parentDataProperty:"NodePodsNearCapacity",rootData}))){
vErrors = vErrors === null ? validate18.errors : vErrors.concat(validate18.errors);
errors = vErrors.length;
}
}
if(data27.NodeEphemeralStorageFilling !== undefined){
if(!(validate18(data27.NodeEphemeralStorageFilling, {instancePath:instancePath+"/rules/alerts/NodeEphemeralStorageFilling",parentData:data27,parentDataProperty:"NodeEphemeralStorageFilling",rootData}))){
vErrors = vErrors === null ? validate18.errors : vErrors.concat(validate18.errors);
errors = vErrors.length;
}
}
if(data27.VolumeFilling !== undefined){
if(!(validate18(data27.VolumeFilling, {instancePath:instancePath+"/rules/alerts/VolumeFilling",parentData:data27,parentDataProperty:"VolumeFilling",rootData}))){
vErrors = vErrors === null ? validate18.errors : vErrors.concat(validate18.errors);
errors = vErrors.length;
}
}
if(data27.EtcdNearQuota !== undefined){
if(!(validate18(data27.EtcdNearQuota, {instancePath:instancePath+"/rules/alerts/EtcdNearQuota",parentData:data27,parentDataProperty:"EtcdNearQuota",rootData}))){
vErrors = vErrors === null ? validate18.errors : vErrors.concat(validate18.errors);
errors = vErrors.length;
}
}
if(data27.EtcdObjectsMany !== undefined){
if(!(validate11(data27.EtcdObjectsMany, {instancePath:instancePath+"/rules/alerts/EtcdObjectsMany",parentData:data27,parentDataProperty:"EtcdObjectsMany",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data27.ApiObjectsGrowing !== undefined){
if(!(validate11(data27.ApiObjectsGrowing, {instancePath:instancePath+"/rules/alerts/ApiObjectsGrowing",parentData:data27,parentDataProperty:"ApiObjectsGrowing",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data27.NamespaceQuotaNearlyUsed !== undefined){
if(!(validate18(data27.NamespaceQuotaNearlyUsed, {instancePath:instancePath+"/rules/alerts/NamespaceQuotaNearlyUsed",parentData:data27,parentDataProperty:"NamespaceQuotaNearlyUsed",rootData}))){
vErrors = vErrors === null ? validate18.errors : vErrors.concat(validate18.errors);
errors = vErrors.length;
}
}
if(data27.FinishedJobsKept !== undefined){
if(!(validate42(data27.FinishedJobsKept, {instancePath:instancePath+"/rules/alerts/FinishedJobsKept",parentData:data27,parentDataProperty:"FinishedJobsKept",rootData}))){
vErrors = vErrors === null ? validate42.errors : vErrors.concat(validate42.errors);
errors = vErrors.length;
}
}
if(data27.FailedPodsKept !== undefined){
if(!(validate42(data27.FailedPodsKept, {instancePath:instancePath+"/rules/alerts/FailedPodsKept",parentData:data27,parentDataProperty:"FailedPodsKept",rootData}))){
vErrors = vErrors === null ? validate42.errors : vErrors.concat(validate42.errors);
errors = vErrors.length;
}
}
if(data27.ClaimsUnused !== undefined){
if(!(validate42(data27.ClaimsUnused, {instancePath:instancePath+"/rules/alerts/ClaimsUnused",parentData:data27,parentDataProperty:"ClaimsUnused",rootData}))){
vErrors = vErrors === null ? validate42.errors : vErrors.concat(validate42.errors);
errors = vErrors.length;
}
}
if(data27.DeploymentsLongAtZero !== undefined){
if(!(validate42(data27.DeploymentsLongAtZero, {instancePath:instancePath+"/rules/alerts/DeploymentsLongAtZero",parentData:data27,parentDataProperty:"DeploymentsLongAtZero",rootData}))){
vErrors = vErrors === null ? validate42.errors : vErrors.concat(validate42.errors);
errors = vErrors.length;
}
}
if(data27.PullSecretsUnused !== undefined){
if(!(validate11(data27.PullSecretsUnused, {instancePath:instancePath+"/rules/alerts/PullSecretsUnused",parentData:data27,parentDataProperty:"PullSecretsUnused",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data27.RolloutWouldInterrupt !== undefined){
if(!(validate11(data27.RolloutWouldInterrupt, {instancePath:instancePath+"/rules/alerts/RolloutWouldInterrupt",parentData:data27,parentDataProperty:"RolloutWouldInterrupt",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
}
else {
const err51 = {instancePath:instancePath+"/rules/alerts",schemaPath:"#/properties/rules/properties/alerts/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.rules.properties.alerts.type,parentSchema:schema11.properties.rules.properties.alerts,data:data27};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
}
else {
const err52 = {instancePath:instancePath+"/rules",schemaPath:"#/properties/rules/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.rules.type,parentSchema:schema11.properties.rules,data:data0};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
if(data.hygiene !== undefined){
let data62 = data.hygiene;
if(data62 && typeof data62 == "object" && !Array.isArray(data62)){
for(const key14 in data62){
if(!(key14 === "enabled")){
const err53 = {instancePath:instancePath+"/hygiene",schemaPath:"#/properties/hygiene/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key14},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.hygiene,data:data62};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
if(data62.enabled !== undefined){
let data63 = data62.enabled;
if(typeof data63 !== "boolean"){
const err54 = {instancePath:instancePath+"/hygiene/enabled",schemaPath:"#/properties/hygiene/properties/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.hygiene.properties.enabled.type,parentSchema:schema11.properties.hygiene.properties.enabled,data:data63};
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
const err55 = {instancePath:instancePath+"/hygiene",schemaPath:"#/properties/hygiene/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.hygiene.type,parentSchema:schema11.properties.hygiene,data:data62};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
}
else {
const err56 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.type,parentSchema:schema11,data};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
validate10.errors = vErrors;
return errors === 0;
}

