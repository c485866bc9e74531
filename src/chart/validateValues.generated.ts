// Generated from chart/values.schema.json by `npm run generate`. Do not edit.
// @ts-nocheck: plain JavaScript as the schema compiler writes it.

import type { ValidateFunction } from "ajv";
import func2Module from "ajv/dist/runtime/ucs2length.js";
"use strict";
export const validateValues: ValidateFunction = validate10;
const schema11 = {"type":"object","properties":{"sharding":{"title":"Sharding","type":"object","additionalProperties":false,"properties":{"enabled":{"type":"boolean"},"shards":{"type":"integer","minimum":1,"maximum":1000}}},"rules":{"title":"Rules","type":"object","additionalProperties":false,"properties":{"enabled":{"type":"boolean"},"prometheusRule":{"type":"object","additionalProperties":false,"properties":{"enabled":{"type":"boolean"},"force":{"type":"boolean"},"namespace":{"$ref":"#/definitions/optionalName"},"labels":{"$ref":"#/definitions/labels"},"annotations":{"$ref":"#/definitions/annotations"}}},"vmRule":{"type":"object","additionalProperties":false,"properties":{"enabled":{"type":"boolean"},"force":{"type":"boolean"},"namespace":{"$ref":"#/definitions/optionalName"},"labels":{"$ref":"#/definitions/labels"},"annotations":{"$ref":"#/definitions/annotations"}}},"runbookUrl":{"type":"string"},"dashboardUrl":{"type":"string"},"additionalLabels":{"$ref":"#/definitions/ruleLabels"},"extraGroups":{"type":"array","items":{"$ref":"#/definitions/ruleGroup"}},"alerts":{"type":"object","additionalProperties":false,"properties":{"ImageAbsent":{"$ref":"#/definitions/countAlert"},"ImagePullUnauthenticated":{"$ref":"#/definitions/countAlert"},"ImagePullUnauthorized":{"$ref":"#/definitions/countAlert"},"ImageNameInvalid":{"$ref":"#/definitions/countAlert"},"ImageRegistryFailing":{"$ref":"#/definitions/countAlert"},"ImageCheckUnknownError":{"$ref":"#/definitions/countAlert"},"RegistryV1Unsupported":{"$ref":"#/definitions/countAlert"},"RegistryUnavailable":{"$ref":"#/definitions/shareAlert"},"RegistryRateLimited":{"$ref":"#/definitions/countAlert"},"RegistryQuotaLow":{"$ref":"#/definitions/limitAlert"},"ExporterDown":{"$ref":"#/definitions/countAlert"},"ExporterNotReady":{"$ref":"#/definitions/countAlert"},"ChecksStale":{"$ref":"#/definitions/countAlert"},"RecheckWindowUnreachable":{"$ref":"#/definitions/limitAlert"},"InformerNotSynced":{"$ref":"#/definitions/countAlert"},"PullSecretInvalid":{"$ref":"#/definitions/countAlert"},"PullSecretMissing":{"$ref":"#/definitions/countAlert"},"HighErrorRatio":{"$ref":"#/definitions/shareAlert"},"DeploymentImageUnavailable":{"$ref":"#/definitions/countAlert"},"StatefulSetImageUnavailable":{"$ref":"#/definitions/countAlert"},"DaemonSetImageUnavailable":{"$ref":"#/definitions/countAlert"},"CronJobImageUnavailable":{"$ref":"#/definitions/countAlert"},"NodePodsNearCapacity":{"$ref":"#/definitions/shareAlert"},"NodeEphemeralStorageFilling":{"$ref":"#/definitions/shareAlert"},"VolumeFilling":{"$ref":"#/definitions/shareAlert"},"EtcdNearQuota":{"$ref":"#/definitions/shareAlert"},"EtcdObjectsMany":{"$ref":"#/definitions/countAlert"},"ApiObjectsGrowing":{"$ref":"#/definitions/countAlert"},"NamespaceQuotaNearlyUsed":{"$ref":"#/definitions/shareAlert"},"FinishedJobsKept":{"$ref":"#/definitions/hoursAlert"},"FailedPodsKept":{"$ref":"#/definitions/hoursAlert"},"ClaimsUnused":{"$ref":"#/definitions/hoursAlert"},"DeploymentsLongAtZero":{"$ref":"#/definitions/hoursAlert"},"PullSecretsUnused":{"$ref":"#/definitions/countAlert"},"RolloutWouldInterrupt":{"$ref":"#/definitions/countAlert"}}}}},"hygiene":{"title":"Cluster hygiene","type":"object","additionalProperties":false,"properties":{"enabled":{"type":"boolean"}}},"dashboards":{"title":"Dashboards","type":"object","additionalProperties":false,"properties":{"enabled":{"type":"boolean"},"configMap":{"type":"object","additionalProperties":false,"properties":{"enabled":{"type":"boolean"},"namespace":{"$ref":"#/definitions/optionalName"},"labels":{"$ref":"#/definitions/labels"},"annotations":{"$ref":"#/definitions/annotations"},"folder":{"type":"string"},"folderAnnotation":{"$ref":"#/definitions/annotationKey"}}},"grafanaDashboard":{"type":"object","additionalProperties":false,"properties":{"enabled":{"type":"boolean"},"force":{"type":"boolean"},"namespace":{"$ref":"#/definitions/optionalName"},"labels":{"$ref":"#/definitions/labels"},"annotations":{"$ref":"#/definitions/annotations"},"instanceSelector":{"type":"object"},"folder":{"type":"string"},"resyncPeriod":{"$ref":"#/definitions/prometheusDuration"},"allowCrossNamespaceImport":{"type":"boolean"}}},"titlePrefix":{"type":"string"},"tags":{"$ref":"#/definitions/grafanaTags"},"timezone":{"type":"string","minLength":1},"refresh":{"$ref":"#/definitions/prometheusDuration"},"from":{"$ref":"#/definitions/grafanaTime"},"recordingRules":{"type":"boolean"},"links":{"type":"object","additionalProperties":false,"properties":{"workload":{"type":"string"},"registry":{"type":"string"}}},"boards":{"type":"object","additionalProperties":false,"properties":{"imageAvailability":{"type":"object","additionalProperties":false,"properties":{"enabled":{"type":"boolean"},"refresh":{"$ref":"#/definitions/prometheusDuration"},"from":{"$ref":"#/definitions/optionalGrafanaTime"},"tags":{"$ref":"#/definitions/grafanaTags"}}},"exporter":{"type":"object","additionalProperties":false,"properties":{"enabled":{"type":"boolean"},"refresh":{"$ref":"#/definitions/prometheusDuration"},"from":{"$ref":"#/definitions/optionalGrafanaTime"},"tags":{"$ref":"#/definitions/grafanaTags"}}},"clusterHygiene":{"type":"object","additionalProperties":false,"properties":{"enabled":{"type":"boolean"},"refresh":{"$ref":"#/definitions/prometheusDuration"},"from":{"$ref":"#/definitions/optionalGrafanaTime"},"tags":{"$ref":"#/definitions/grafanaTags"}}}}}}},"alertmanagerConfig":{"title":"Notifications","type":"object","additionalProperties":false,"properties":{"enabled":{"type":"boolean"},"force":{"type":"boolean"},"namespace":{"$ref":"#/definitions/optionalName"},"labels":{"$ref":"#/definitions/labels"},"annotations":{"$ref":"#/definitions/annotations"},"receivers":{"type":"object","propertyNames":{"minLength":1},"additionalProperties":{"type":"object","propertyNames":{"pattern":"^[a-z][a-z0-9]*(Configs|_configs)$","x-expected":"a kind of receivers such as slackConfigs or slack_configs"},"additionalProperties":{"type":"array","items":{"type":"object"}}}},"texts":{"type":"string","enum":["inline","configMap","none"]},"exporterNamespace":{"$ref":"#/definitions/optionalName"},"routes":{"type":"object","additionalProperties":false,"properties":{"critical":{"type":"object","additionalProperties":false,"properties":{"receiver":{"type":"string"},"groupWait":{"$ref":"#/definitions/ruleDuration"},"groupInterval":{"$ref":"#/definitions/ruleDuration"},"repeatInterval":{"$ref":"#/definitions/ruleDuration"}}},"warning":{"type":"object","additionalProperties":false,"properties":{"receiver":{"type":"string"},"groupWait":{"$ref":"#/definitions/ruleDuration"},"groupInterval":{"$ref":"#/definitions/ruleDuration"},"repeatInterval":{"$ref":"#/definitions/ruleDuration"}}},"info":{"type":"object","additionalProperties":false,"properties":{"receiver":{"type":"string"},"groupWait":{"$ref":"#/definitions/ruleDuration"},"groupInterval":{"$ref":"#/definitions/ruleDuration"},"repeatInterval":{"$ref":"#/definitions/ruleDuration"}}}}},"groupBy":{"type":"object","additionalProperties":false,"properties":{"registry":{"type":"array","items":{"type":"string","minLength":1}},"others":{"type":"array","items":{"type":"string","minLength":1}}}},"teams":{"type":"object","additionalProperties":false,"properties":{"label":{"type":"string","pattern":"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"},"receivers":{"type":"object","additionalProperties":{"type":"string","minLength":1}}}},"inhibition":{"type":"object","additionalProperties":false,"properties":{"registryUnavailable":{"type":"boolean"},"exporterDown":{"type":"boolean"},"severity":{"type":"boolean"}}},"spec":{"type":"object"}}}},"definitions":{"labels":{"type":"object","propertyNames":{"pattern":"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"},"additionalProperties":{"type":"string","pattern":"^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$"}},"annotations":{"type":"object","propertyNames":{"pattern":"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"},"additionalProperties":{"type":"string"}},"optionalName":{"type":"string","maxLength":253,"pattern":"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$"},"prometheusDuration":{"type":"string","pattern":"^(([0-9]+(ms|[smhdwy]))+)?$"},"ruleDuration":{"type":"string","pattern":"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$","x-expected":"a duration as Prometheus writes it, such as 10m or 1h30m"},"ruleSeverity":{"type":"string","pattern":"^[A-Za-z0-9_-]+$","x-expected":"a severity such as critical, warning or info"},"ruleLabels":{"type":"object","propertyNames":{"pattern":"^[a-zA-Z_][a-zA-Z0-9_]*$","not":{"enum":["alertname","severity"]},"x-expected":"a label's name other than alertname and severity"},"additionalProperties":{"type":"string"}},"ruleAnnotations":{"type":"object","propertyNames":{"pattern":"^[a-zA-Z_][a-zA-Z0-9_]*$","x-expected":"an annotation's name such as summary"},"additionalProperties":{"type":"string"}},"ruleGroup":{"type":"object","properties":{"name":{"type":"string","minLength":1},"rules":{"type":"array","items":{"type":"object"}}},"required":["name","rules"]},"grafanaTags":{"type":"array","uniqueItems":true,"items":{"type":"string","minLength":1}},"grafanaTime":{"type":"string","pattern":"^now-[0-9]+[smhdwMy]$","x-expected":"a time as Grafana writes it, such as now-6h"},"optionalGrafanaTime":{"type":"string","pattern":"^(now-[0-9]+[smhdwMy])?$","x-expected":"a time as Grafana writes it, such as now-6h, or nothing"},"annotationKey":{"type":"string","pattern":"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$","x-expected":"a key of annotations such as grafana_folder"},"alertEnabled":{"type":"boolean"},"alertFor":{"$ref":"#/definitions/ruleDuration"},"alertKeepFiringFor":{"$ref":"#/definitions/ruleDuration"},"alertSeverity":{"$ref":"#/definitions/ruleSeverity"},"alertLabels":{"$ref":"#/definitions/ruleLabels"},"alertAnnotations":{"$ref":"#/definitions/ruleAnnotations"},"countAlert":{"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/alertEnabled"},"for":{"$ref":"#/definitions/alertFor"},"keepFiringFor":{"$ref":"#/definitions/alertKeepFiringFor"},"severity":{"$ref":"#/definitions/alertSeverity"},"threshold":{"type":"number","minimum":1},"labels":{"$ref":"#/definitions/alertLabels"},"annotations":{"$ref":"#/definitions/alertAnnotations"}}},"shareAlert":{"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/alertEnabled"},"for":{"$ref":"#/definitions/alertFor"},"keepFiringFor":{"$ref":"#/definitions/alertKeepFiringFor"},"severity":{"$ref":"#/definitions/alertSeverity"},"threshold":{"type":"number","minimum":0,"maximum":1},"labels":{"$ref":"#/definitions/alertLabels"},"annotations":{"$ref":"#/definitions/alertAnnotations"}}},"limitAlert":{"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/alertEnabled"},"for":{"$ref":"#/definitions/alertFor"},"keepFiringFor":{"$ref":"#/definitions/alertKeepFiringFor"},"severity":{"$ref":"#/definitions/alertSeverity"},"threshold":{"type":"number","minimum":0},"labels":{"$ref":"#/definitions/alertLabels"},"annotations":{"$ref":"#/definitions/alertAnnotations"}}},"hoursAlert":{"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/alertEnabled"},"for":{"$ref":"#/definitions/alertFor"},"keepFiringFor":{"$ref":"#/definitions/alertKeepFiringFor"},"severity":{"$ref":"#/definitions/alertSeverity"},"threshold":{"type":"integer","minimum":1},"labels":{"$ref":"#/definitions/alertLabels"},"annotations":{"$ref":"#/definitions/alertAnnotations"}}}}};
const schema12 = {"type":"string","maxLength":253,"pattern":"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$"};
const schema13 = {"type":"object","propertyNames":{"pattern":"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"},"additionalProperties":{"type":"string","pattern":"^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$"}};
const schema14 = {"type":"object","propertyNames":{"pattern":"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"},"additionalProperties":{"type":"string"}};
const schema18 = {"type":"object","propertyNames":{"pattern":"^[a-zA-Z_][a-zA-Z0-9_]*$","not":{"enum":["alertname","severity"]},"x-expected":"a label's name other than alertname and severity"},"additionalProperties":{"type":"string"}};
const schema19 = {"type":"object","properties":{"name":{"type":"string","minLength":1},"rules":{"type":"array","items":{"type":"object"}}},"required":["name","rules"]};
const schema51 = {"type":"string","pattern":"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$","x-expected":"a key of annotations such as grafana_folder"};
const schema55 = {"type":"string","pattern":"^(([0-9]+(ms|[smhdwy]))+)?$"};
const schema56 = {"type":"array","uniqueItems":true,"items":{"type":"string","minLength":1}};
const schema58 = {"type":"string","pattern":"^now-[0-9]+[smhdwMy]$","x-expected":"a time as Grafana writes it, such as now-6h"};
const schema60 = {"type":"string","pattern":"^(now-[0-9]+[smhdwMy])?$","x-expected":"a time as Grafana writes it, such as now-6h, or nothing"};
const schema22 = {"type":"string","pattern":"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$","x-expected":"a duration as Prometheus writes it, such as 10m or 1h30m"};
const func2 = func2Module.default;
const func5 = Object.prototype.hasOwnProperty;
const pattern0 = new RegExp("^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$", "");
const pattern1 = new RegExp("^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$", "");
const pattern2 = new RegExp("^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$", "");
const pattern8 = new RegExp("^[a-zA-Z_][a-zA-Z0-9_]*$", "");
const pattern38 = new RegExp("^(([0-9]+(ms|[smhdwy]))+)?$", "");
const pattern40 = new RegExp("^now-[0-9]+[smhdwMy]$", "");
const pattern42 = new RegExp("^(now-[0-9]+[smhdwMy])?$", "");
const pattern51 = new RegExp("^[a-z][a-z0-9]*(Configs|_configs)$", "");
const pattern9 = new RegExp("^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$", "");
const schema20 = {"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/alertEnabled"},"for":{"$ref":"#/definitions/alertFor"},"keepFiringFor":{"$ref":"#/definitions/alertKeepFiringFor"},"severity":{"$ref":"#/definitions/alertSeverity"},"threshold":{"type":"number","minimum":1},"labels":{"$ref":"#/definitions/alertLabels"},"annotations":{"$ref":"#/definitions/alertAnnotations"}}};
const schema21 = {"type":"boolean"};
const schema24 = {"type":"string","pattern":"^[A-Za-z0-9_-]+$","x-expected":"a severity such as critical, warning or info"};
const schema26 = {"type":"object","propertyNames":{"pattern":"^[a-zA-Z_][a-zA-Z0-9_]*$","x-expected":"an annotation's name such as summary"},"additionalProperties":{"type":"string"}};
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
const err1 = {instancePath:instancePath+"/enabled",schemaPath:"#/definitions/alertEnabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema21.type,parentSchema:schema21,data:data0};
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
const err2 = {instancePath:instancePath+"/for",schemaPath:"#/definitions/alertFor/pattern",keyword:"pattern",params:{pattern: "^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"},message:"must match pattern \""+"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"+"\"",schema:"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$",parentSchema:schema22,data:data1};
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
const err3 = {instancePath:instancePath+"/for",schemaPath:"#/definitions/alertFor/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema22.type,parentSchema:schema22,data:data1};
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
const err4 = {instancePath:instancePath+"/keepFiringFor",schemaPath:"#/definitions/alertKeepFiringFor/pattern",keyword:"pattern",params:{pattern: "^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"},message:"must match pattern \""+"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"+"\"",schema:"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$",parentSchema:schema22,data:data2};
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
const err5 = {instancePath:instancePath+"/keepFiringFor",schemaPath:"#/definitions/alertKeepFiringFor/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema22.type,parentSchema:schema22,data:data2};
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
const err6 = {instancePath:instancePath+"/severity",schemaPath:"#/definitions/alertSeverity/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]+$"},message:"must match pattern \""+"^[A-Za-z0-9_-]+$"+"\"",schema:"^[A-Za-z0-9_-]+$",parentSchema:schema24,data:data3};
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
const err7 = {instancePath:instancePath+"/severity",schemaPath:"#/definitions/alertSeverity/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema24.type,parentSchema:schema24,data:data3};
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
const _errs19 = errors;
const _errs20 = errors;
const _errs21 = errors;
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
var valid7 = _errs21 === errors;
if(valid7){
const err11 = {instancePath:instancePath+"/labels",schemaPath:"#/definitions/alertLabels/propertyNames/not",keyword:"not",params:{},message:"must NOT be valid",schema:schema18.propertyNames.not,parentSchema:schema18.propertyNames,data:key1,propertyName:key1};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
else {
errors = _errs20;
if(vErrors !== null){
if(_errs20){
vErrors.length = _errs20;
}
else {
vErrors = null;
}
}
}
if(typeof key1 === "string"){
if(!pattern8.test(key1)){
const err12 = {instancePath:instancePath+"/labels",schemaPath:"#/definitions/alertLabels/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[a-zA-Z_][a-zA-Z0-9_]*$"},message:"must match pattern \""+"^[a-zA-Z_][a-zA-Z0-9_]*$"+"\"",schema:"^[a-zA-Z_][a-zA-Z0-9_]*$",parentSchema:schema18.propertyNames,data:key1,propertyName:key1};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
var valid6 = _errs19 === errors;
if(!valid6){
const err13 = {instancePath:instancePath+"/labels",schemaPath:"#/definitions/alertLabels/propertyNames",keyword:"propertyNames",params:{propertyName: key1},message:"property name must be valid",schema:schema18.propertyNames,parentSchema:schema18,data:data5};
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
const err14 = {instancePath:instancePath+"/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/alertLabels/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema18.additionalProperties.type,parentSchema:schema18.additionalProperties,data:data6};
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
const err15 = {instancePath:instancePath+"/labels",schemaPath:"#/definitions/alertLabels/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema18.type,parentSchema:schema18,data:data5};
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
const _errs28 = errors;
if(typeof key3 === "string"){
if(!pattern8.test(key3)){
const err16 = {instancePath:instancePath+"/annotations",schemaPath:"#/definitions/alertAnnotations/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[a-zA-Z_][a-zA-Z0-9_]*$"},message:"must match pattern \""+"^[a-zA-Z_][a-zA-Z0-9_]*$"+"\"",schema:"^[a-zA-Z_][a-zA-Z0-9_]*$",parentSchema:schema26.propertyNames,data:key3,propertyName:key3};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
var valid10 = _errs28 === errors;
if(!valid10){
const err17 = {instancePath:instancePath+"/annotations",schemaPath:"#/definitions/alertAnnotations/propertyNames",keyword:"propertyNames",params:{propertyName: key3},message:"property name must be valid",schema:schema26.propertyNames,parentSchema:schema26,data:data7};
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
const err18 = {instancePath:instancePath+"/annotations/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/alertAnnotations/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema26.additionalProperties.type,parentSchema:schema26.additionalProperties,data:data8};
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
const err19 = {instancePath:instancePath+"/annotations",schemaPath:"#/definitions/alertAnnotations/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema26.type,parentSchema:schema26,data:data7};
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

const schema27 = {"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/alertEnabled"},"for":{"$ref":"#/definitions/alertFor"},"keepFiringFor":{"$ref":"#/definitions/alertKeepFiringFor"},"severity":{"$ref":"#/definitions/alertSeverity"},"threshold":{"type":"number","minimum":0,"maximum":1},"labels":{"$ref":"#/definitions/alertLabels"},"annotations":{"$ref":"#/definitions/alertAnnotations"}}};

function validate19(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((((key0 === "enabled") || (key0 === "for")) || (key0 === "keepFiringFor")) || (key0 === "severity")) || (key0 === "threshold")) || (key0 === "labels")) || (key0 === "annotations"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema27,data};
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
const err1 = {instancePath:instancePath+"/enabled",schemaPath:"#/definitions/alertEnabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema21.type,parentSchema:schema21,data:data0};
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
const err2 = {instancePath:instancePath+"/for",schemaPath:"#/definitions/alertFor/pattern",keyword:"pattern",params:{pattern: "^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"},message:"must match pattern \""+"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"+"\"",schema:"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$",parentSchema:schema22,data:data1};
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
const err3 = {instancePath:instancePath+"/for",schemaPath:"#/definitions/alertFor/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema22.type,parentSchema:schema22,data:data1};
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
const err4 = {instancePath:instancePath+"/keepFiringFor",schemaPath:"#/definitions/alertKeepFiringFor/pattern",keyword:"pattern",params:{pattern: "^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"},message:"must match pattern \""+"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"+"\"",schema:"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$",parentSchema:schema22,data:data2};
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
const err5 = {instancePath:instancePath+"/keepFiringFor",schemaPath:"#/definitions/alertKeepFiringFor/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema22.type,parentSchema:schema22,data:data2};
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
const err6 = {instancePath:instancePath+"/severity",schemaPath:"#/definitions/alertSeverity/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]+$"},message:"must match pattern \""+"^[A-Za-z0-9_-]+$"+"\"",schema:"^[A-Za-z0-9_-]+$",parentSchema:schema24,data:data3};
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
const err7 = {instancePath:instancePath+"/severity",schemaPath:"#/definitions/alertSeverity/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema24.type,parentSchema:schema24,data:data3};
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
const err8 = {instancePath:instancePath+"/threshold",schemaPath:"#/properties/threshold/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1},message:"must be <= 1",schema:1,parentSchema:schema27.properties.threshold,data:data4};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data4 < 0 || isNaN(data4)){
const err9 = {instancePath:instancePath+"/threshold",schemaPath:"#/properties/threshold/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema27.properties.threshold,data:data4};
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
const err10 = {instancePath:instancePath+"/threshold",schemaPath:"#/properties/threshold/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema27.properties.threshold.type,parentSchema:schema27.properties.threshold,data:data4};
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
const _errs19 = errors;
const _errs20 = errors;
const _errs21 = errors;
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
var valid7 = _errs21 === errors;
if(valid7){
const err12 = {instancePath:instancePath+"/labels",schemaPath:"#/definitions/alertLabels/propertyNames/not",keyword:"not",params:{},message:"must NOT be valid",schema:schema18.propertyNames.not,parentSchema:schema18.propertyNames,data:key1,propertyName:key1};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
else {
errors = _errs20;
if(vErrors !== null){
if(_errs20){
vErrors.length = _errs20;
}
else {
vErrors = null;
}
}
}
if(typeof key1 === "string"){
if(!pattern8.test(key1)){
const err13 = {instancePath:instancePath+"/labels",schemaPath:"#/definitions/alertLabels/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[a-zA-Z_][a-zA-Z0-9_]*$"},message:"must match pattern \""+"^[a-zA-Z_][a-zA-Z0-9_]*$"+"\"",schema:"^[a-zA-Z_][a-zA-Z0-9_]*$",parentSchema:schema18.propertyNames,data:key1,propertyName:key1};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
var valid6 = _errs19 === errors;
if(!valid6){
const err14 = {instancePath:instancePath+"/labels",schemaPath:"#/definitions/alertLabels/propertyNames",keyword:"propertyNames",params:{propertyName: key1},message:"property name must be valid",schema:schema18.propertyNames,parentSchema:schema18,data:data5};
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
const err15 = {instancePath:instancePath+"/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/alertLabels/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema18.additionalProperties.type,parentSchema:schema18.additionalProperties,data:data6};
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
const err16 = {instancePath:instancePath+"/labels",schemaPath:"#/definitions/alertLabels/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema18.type,parentSchema:schema18,data:data5};
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
const _errs28 = errors;
if(typeof key3 === "string"){
if(!pattern8.test(key3)){
const err17 = {instancePath:instancePath+"/annotations",schemaPath:"#/definitions/alertAnnotations/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[a-zA-Z_][a-zA-Z0-9_]*$"},message:"must match pattern \""+"^[a-zA-Z_][a-zA-Z0-9_]*$"+"\"",schema:"^[a-zA-Z_][a-zA-Z0-9_]*$",parentSchema:schema26.propertyNames,data:key3,propertyName:key3};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
var valid10 = _errs28 === errors;
if(!valid10){
const err18 = {instancePath:instancePath+"/annotations",schemaPath:"#/definitions/alertAnnotations/propertyNames",keyword:"propertyNames",params:{propertyName: key3},message:"property name must be valid",schema:schema26.propertyNames,parentSchema:schema26,data:data7};
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
const err19 = {instancePath:instancePath+"/annotations/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/alertAnnotations/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema26.additionalProperties.type,parentSchema:schema26.additionalProperties,data:data8};
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
const err20 = {instancePath:instancePath+"/annotations",schemaPath:"#/definitions/alertAnnotations/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema26.type,parentSchema:schema26,data:data7};
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
const err21 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema27.type,parentSchema:schema27,data};
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

const schema34 = {"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/alertEnabled"},"for":{"$ref":"#/definitions/alertFor"},"keepFiringFor":{"$ref":"#/definitions/alertKeepFiringFor"},"severity":{"$ref":"#/definitions/alertSeverity"},"threshold":{"type":"number","minimum":0},"labels":{"$ref":"#/definitions/alertLabels"},"annotations":{"$ref":"#/definitions/alertAnnotations"}}};

function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((((key0 === "enabled") || (key0 === "for")) || (key0 === "keepFiringFor")) || (key0 === "severity")) || (key0 === "threshold")) || (key0 === "labels")) || (key0 === "annotations"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema34,data};
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
const err1 = {instancePath:instancePath+"/enabled",schemaPath:"#/definitions/alertEnabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema21.type,parentSchema:schema21,data:data0};
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
const err2 = {instancePath:instancePath+"/for",schemaPath:"#/definitions/alertFor/pattern",keyword:"pattern",params:{pattern: "^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"},message:"must match pattern \""+"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"+"\"",schema:"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$",parentSchema:schema22,data:data1};
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
const err3 = {instancePath:instancePath+"/for",schemaPath:"#/definitions/alertFor/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema22.type,parentSchema:schema22,data:data1};
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
const err4 = {instancePath:instancePath+"/keepFiringFor",schemaPath:"#/definitions/alertKeepFiringFor/pattern",keyword:"pattern",params:{pattern: "^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"},message:"must match pattern \""+"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"+"\"",schema:"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$",parentSchema:schema22,data:data2};
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
const err5 = {instancePath:instancePath+"/keepFiringFor",schemaPath:"#/definitions/alertKeepFiringFor/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema22.type,parentSchema:schema22,data:data2};
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
const err6 = {instancePath:instancePath+"/severity",schemaPath:"#/definitions/alertSeverity/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]+$"},message:"must match pattern \""+"^[A-Za-z0-9_-]+$"+"\"",schema:"^[A-Za-z0-9_-]+$",parentSchema:schema24,data:data3};
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
const err7 = {instancePath:instancePath+"/severity",schemaPath:"#/definitions/alertSeverity/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema24.type,parentSchema:schema24,data:data3};
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
const err8 = {instancePath:instancePath+"/threshold",schemaPath:"#/properties/threshold/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema34.properties.threshold,data:data4};
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
const err9 = {instancePath:instancePath+"/threshold",schemaPath:"#/properties/threshold/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema34.properties.threshold.type,parentSchema:schema34.properties.threshold,data:data4};
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
const _errs19 = errors;
const _errs20 = errors;
const _errs21 = errors;
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
var valid7 = _errs21 === errors;
if(valid7){
const err11 = {instancePath:instancePath+"/labels",schemaPath:"#/definitions/alertLabels/propertyNames/not",keyword:"not",params:{},message:"must NOT be valid",schema:schema18.propertyNames.not,parentSchema:schema18.propertyNames,data:key1,propertyName:key1};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
else {
errors = _errs20;
if(vErrors !== null){
if(_errs20){
vErrors.length = _errs20;
}
else {
vErrors = null;
}
}
}
if(typeof key1 === "string"){
if(!pattern8.test(key1)){
const err12 = {instancePath:instancePath+"/labels",schemaPath:"#/definitions/alertLabels/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[a-zA-Z_][a-zA-Z0-9_]*$"},message:"must match pattern \""+"^[a-zA-Z_][a-zA-Z0-9_]*$"+"\"",schema:"^[a-zA-Z_][a-zA-Z0-9_]*$",parentSchema:schema18.propertyNames,data:key1,propertyName:key1};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
var valid6 = _errs19 === errors;
if(!valid6){
const err13 = {instancePath:instancePath+"/labels",schemaPath:"#/definitions/alertLabels/propertyNames",keyword:"propertyNames",params:{propertyName: key1},message:"property name must be valid",schema:schema18.propertyNames,parentSchema:schema18,data:data5};
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
const err14 = {instancePath:instancePath+"/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/alertLabels/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema18.additionalProperties.type,parentSchema:schema18.additionalProperties,data:data6};
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
const err15 = {instancePath:instancePath+"/labels",schemaPath:"#/definitions/alertLabels/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema18.type,parentSchema:schema18,data:data5};
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
const _errs28 = errors;
if(typeof key3 === "string"){
if(!pattern8.test(key3)){
const err16 = {instancePath:instancePath+"/annotations",schemaPath:"#/definitions/alertAnnotations/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[a-zA-Z_][a-zA-Z0-9_]*$"},message:"must match pattern \""+"^[a-zA-Z_][a-zA-Z0-9_]*$"+"\"",schema:"^[a-zA-Z_][a-zA-Z0-9_]*$",parentSchema:schema26.propertyNames,data:key3,propertyName:key3};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
var valid10 = _errs28 === errors;
if(!valid10){
const err17 = {instancePath:instancePath+"/annotations",schemaPath:"#/definitions/alertAnnotations/propertyNames",keyword:"propertyNames",params:{propertyName: key3},message:"property name must be valid",schema:schema26.propertyNames,parentSchema:schema26,data:data7};
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
const err18 = {instancePath:instancePath+"/annotations/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/alertAnnotations/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema26.additionalProperties.type,parentSchema:schema26.additionalProperties,data:data8};
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
const err19 = {instancePath:instancePath+"/annotations",schemaPath:"#/definitions/alertAnnotations/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema26.type,parentSchema:schema26,data:data7};
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
const err20 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema34.type,parentSchema:schema34,data};
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

const schema41 = {"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/alertEnabled"},"for":{"$ref":"#/definitions/alertFor"},"keepFiringFor":{"$ref":"#/definitions/alertKeepFiringFor"},"severity":{"$ref":"#/definitions/alertSeverity"},"threshold":{"type":"integer","minimum":1},"labels":{"$ref":"#/definitions/alertLabels"},"annotations":{"$ref":"#/definitions/alertAnnotations"}}};

function validate43(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((((key0 === "enabled") || (key0 === "for")) || (key0 === "keepFiringFor")) || (key0 === "severity")) || (key0 === "threshold")) || (key0 === "labels")) || (key0 === "annotations"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema41,data};
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
const err1 = {instancePath:instancePath+"/enabled",schemaPath:"#/definitions/alertEnabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema21.type,parentSchema:schema21,data:data0};
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
const err2 = {instancePath:instancePath+"/for",schemaPath:"#/definitions/alertFor/pattern",keyword:"pattern",params:{pattern: "^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"},message:"must match pattern \""+"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"+"\"",schema:"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$",parentSchema:schema22,data:data1};
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
const err3 = {instancePath:instancePath+"/for",schemaPath:"#/definitions/alertFor/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema22.type,parentSchema:schema22,data:data1};
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
const err4 = {instancePath:instancePath+"/keepFiringFor",schemaPath:"#/definitions/alertKeepFiringFor/pattern",keyword:"pattern",params:{pattern: "^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"},message:"must match pattern \""+"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"+"\"",schema:"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$",parentSchema:schema22,data:data2};
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
const err5 = {instancePath:instancePath+"/keepFiringFor",schemaPath:"#/definitions/alertKeepFiringFor/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema22.type,parentSchema:schema22,data:data2};
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
const err6 = {instancePath:instancePath+"/severity",schemaPath:"#/definitions/alertSeverity/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]+$"},message:"must match pattern \""+"^[A-Za-z0-9_-]+$"+"\"",schema:"^[A-Za-z0-9_-]+$",parentSchema:schema24,data:data3};
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
const err7 = {instancePath:instancePath+"/severity",schemaPath:"#/definitions/alertSeverity/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema24.type,parentSchema:schema24,data:data3};
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
const err8 = {instancePath:instancePath+"/threshold",schemaPath:"#/properties/threshold/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema41.properties.threshold.type,parentSchema:schema41.properties.threshold,data:data4};
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
const err9 = {instancePath:instancePath+"/threshold",schemaPath:"#/properties/threshold/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema41.properties.threshold,data:data4};
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
const _errs19 = errors;
const _errs20 = errors;
const _errs21 = errors;
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
var valid7 = _errs21 === errors;
if(valid7){
const err11 = {instancePath:instancePath+"/labels",schemaPath:"#/definitions/alertLabels/propertyNames/not",keyword:"not",params:{},message:"must NOT be valid",schema:schema18.propertyNames.not,parentSchema:schema18.propertyNames,data:key1,propertyName:key1};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
else {
errors = _errs20;
if(vErrors !== null){
if(_errs20){
vErrors.length = _errs20;
}
else {
vErrors = null;
}
}
}
if(typeof key1 === "string"){
if(!pattern8.test(key1)){
const err12 = {instancePath:instancePath+"/labels",schemaPath:"#/definitions/alertLabels/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[a-zA-Z_][a-zA-Z0-9_]*$"},message:"must match pattern \""+"^[a-zA-Z_][a-zA-Z0-9_]*$"+"\"",schema:"^[a-zA-Z_][a-zA-Z0-9_]*$",parentSchema:schema18.propertyNames,data:key1,propertyName:key1};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
var valid6 = _errs19 === errors;
if(!valid6){
const err13 = {instancePath:instancePath+"/labels",schemaPath:"#/definitions/alertLabels/propertyNames",keyword:"propertyNames",params:{propertyName: key1},message:"property name must be valid",schema:schema18.propertyNames,parentSchema:schema18,data:data5};
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
const err14 = {instancePath:instancePath+"/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/alertLabels/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema18.additionalProperties.type,parentSchema:schema18.additionalProperties,data:data6};
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
const err15 = {instancePath:instancePath+"/labels",schemaPath:"#/definitions/alertLabels/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema18.type,parentSchema:schema18,data:data5};
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
const _errs28 = errors;
if(typeof key3 === "string"){
if(!pattern8.test(key3)){
const err16 = {instancePath:instancePath+"/annotations",schemaPath:"#/definitions/alertAnnotations/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[a-zA-Z_][a-zA-Z0-9_]*$"},message:"must match pattern \""+"^[a-zA-Z_][a-zA-Z0-9_]*$"+"\"",schema:"^[a-zA-Z_][a-zA-Z0-9_]*$",parentSchema:schema26.propertyNames,data:key3,propertyName:key3};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
var valid10 = _errs28 === errors;
if(!valid10){
const err17 = {instancePath:instancePath+"/annotations",schemaPath:"#/definitions/alertAnnotations/propertyNames",keyword:"propertyNames",params:{propertyName: key3},message:"property name must be valid",schema:schema26.propertyNames,parentSchema:schema26,data:data7};
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
const err18 = {instancePath:instancePath+"/annotations/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/alertAnnotations/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema26.additionalProperties.type,parentSchema:schema26.additionalProperties,data:data8};
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
const err19 = {instancePath:instancePath+"/annotations",schemaPath:"#/definitions/alertAnnotations/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema26.type,parentSchema:schema26,data:data7};
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
const err20 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema41.type,parentSchema:schema41,data};
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
if(data.dashboards !== undefined){
let data68 = data.dashboards;
if(data68 && typeof data68 == "object" && !Array.isArray(data68)){
for(const key16 in data68){
if(!(func5.call(schema11.properties.dashboards.properties, key16))){
const err62 = {instancePath:instancePath+"/dashboards",schemaPath:"#/properties/dashboards/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key16},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.dashboards,data:data68};
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
const err63 = {instancePath:instancePath+"/dashboards/enabled",schemaPath:"#/properties/dashboards/properties/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.dashboards.properties.enabled.type,parentSchema:schema11.properties.dashboards.properties.enabled,data:data69};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
if(data68.configMap !== undefined){
let data70 = data68.configMap;
if(data70 && typeof data70 == "object" && !Array.isArray(data70)){
for(const key17 in data70){
if(!((((((key17 === "enabled") || (key17 === "namespace")) || (key17 === "labels")) || (key17 === "annotations")) || (key17 === "folder")) || (key17 === "folderAnnotation"))){
const err64 = {instancePath:instancePath+"/dashboards/configMap",schemaPath:"#/properties/dashboards/properties/configMap/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key17},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.dashboards.properties.configMap,data:data70};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
if(data70.enabled !== undefined){
let data71 = data70.enabled;
if(typeof data71 !== "boolean"){
const err65 = {instancePath:instancePath+"/dashboards/configMap/enabled",schemaPath:"#/properties/dashboards/properties/configMap/properties/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.dashboards.properties.configMap.properties.enabled.type,parentSchema:schema11.properties.dashboards.properties.configMap.properties.enabled,data:data71};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
if(data70.namespace !== undefined){
let data72 = data70.namespace;
if(typeof data72 === "string"){
if(func2(data72) > 253){
const err66 = {instancePath:instancePath+"/dashboards/configMap/namespace",schemaPath:"#/definitions/optionalName/maxLength",keyword:"maxLength",params:{limit: 253},message:"must NOT have more than 253 characters",schema:253,parentSchema:schema12,data:data72};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
if(!pattern0.test(data72)){
const err67 = {instancePath:instancePath+"/dashboards/configMap/namespace",schemaPath:"#/definitions/optionalName/pattern",keyword:"pattern",params:{pattern: "^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$"},message:"must match pattern \""+"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$"+"\"",schema:"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$",parentSchema:schema12,data:data72};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
else {
const err68 = {instancePath:instancePath+"/dashboards/configMap/namespace",schemaPath:"#/definitions/optionalName/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema12.type,parentSchema:schema12,data:data72};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
if(data70.labels !== undefined){
let data73 = data70.labels;
if(data73 && typeof data73 == "object" && !Array.isArray(data73)){
for(const key18 in data73){
const _errs144 = errors;
if(typeof key18 === "string"){
if(!pattern1.test(key18)){
const err69 = {instancePath:instancePath+"/dashboards/configMap/labels",schemaPath:"#/definitions/labels/propertyNames/pattern",keyword:"pattern",params:{pattern: "^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"},message:"must match pattern \""+"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"+"\"",schema:"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$",parentSchema:schema13.propertyNames,data:key18,propertyName:key18};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
var valid35 = _errs144 === errors;
if(!valid35){
const err70 = {instancePath:instancePath+"/dashboards/configMap/labels",schemaPath:"#/definitions/labels/propertyNames",keyword:"propertyNames",params:{propertyName: key18},message:"property name must be valid",schema:schema13.propertyNames,parentSchema:schema13,data:data73};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
for(const key19 in data73){
let data74 = data73[key19];
if(typeof data74 === "string"){
if(!pattern2.test(data74)){
const err71 = {instancePath:instancePath+"/dashboards/configMap/labels/" + key19.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/labels/additionalProperties/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$"},message:"must match pattern \""+"^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$"+"\"",schema:"^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$",parentSchema:schema13.additionalProperties,data:data74};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
else {
const err72 = {instancePath:instancePath+"/dashboards/configMap/labels/" + key19.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/labels/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema13.additionalProperties.type,parentSchema:schema13.additionalProperties,data:data74};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
}
else {
const err73 = {instancePath:instancePath+"/dashboards/configMap/labels",schemaPath:"#/definitions/labels/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema13.type,parentSchema:schema13,data:data73};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
if(data70.annotations !== undefined){
let data75 = data70.annotations;
if(data75 && typeof data75 == "object" && !Array.isArray(data75)){
for(const key20 in data75){
const _errs151 = errors;
if(typeof key20 === "string"){
if(!pattern1.test(key20)){
const err74 = {instancePath:instancePath+"/dashboards/configMap/annotations",schemaPath:"#/definitions/annotations/propertyNames/pattern",keyword:"pattern",params:{pattern: "^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"},message:"must match pattern \""+"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"+"\"",schema:"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$",parentSchema:schema14.propertyNames,data:key20,propertyName:key20};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
var valid38 = _errs151 === errors;
if(!valid38){
const err75 = {instancePath:instancePath+"/dashboards/configMap/annotations",schemaPath:"#/definitions/annotations/propertyNames",keyword:"propertyNames",params:{propertyName: key20},message:"property name must be valid",schema:schema14.propertyNames,parentSchema:schema14,data:data75};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
for(const key21 in data75){
let data76 = data75[key21];
if(typeof data76 !== "string"){
const err76 = {instancePath:instancePath+"/dashboards/configMap/annotations/" + key21.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/annotations/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.additionalProperties.type,parentSchema:schema14.additionalProperties,data:data76};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
}
else {
const err77 = {instancePath:instancePath+"/dashboards/configMap/annotations",schemaPath:"#/definitions/annotations/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema14.type,parentSchema:schema14,data:data75};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
if(data70.folder !== undefined){
let data77 = data70.folder;
if(typeof data77 !== "string"){
const err78 = {instancePath:instancePath+"/dashboards/configMap/folder",schemaPath:"#/properties/dashboards/properties/configMap/properties/folder/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.dashboards.properties.configMap.properties.folder.type,parentSchema:schema11.properties.dashboards.properties.configMap.properties.folder,data:data77};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
if(data70.folderAnnotation !== undefined){
let data78 = data70.folderAnnotation;
if(typeof data78 === "string"){
if(!pattern1.test(data78)){
const err79 = {instancePath:instancePath+"/dashboards/configMap/folderAnnotation",schemaPath:"#/definitions/annotationKey/pattern",keyword:"pattern",params:{pattern: "^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"},message:"must match pattern \""+"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"+"\"",schema:"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$",parentSchema:schema51,data:data78};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
}
else {
const err80 = {instancePath:instancePath+"/dashboards/configMap/folderAnnotation",schemaPath:"#/definitions/annotationKey/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema51.type,parentSchema:schema51,data:data78};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
}
else {
const err81 = {instancePath:instancePath+"/dashboards/configMap",schemaPath:"#/properties/dashboards/properties/configMap/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.dashboards.properties.configMap.type,parentSchema:schema11.properties.dashboards.properties.configMap,data:data70};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
if(data68.grafanaDashboard !== undefined){
let data79 = data68.grafanaDashboard;
if(data79 && typeof data79 == "object" && !Array.isArray(data79)){
for(const key22 in data79){
if(!(func5.call(schema11.properties.dashboards.properties.grafanaDashboard.properties, key22))){
const err82 = {instancePath:instancePath+"/dashboards/grafanaDashboard",schemaPath:"#/properties/dashboards/properties/grafanaDashboard/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key22},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.dashboards.properties.grafanaDashboard,data:data79};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
if(data79.enabled !== undefined){
let data80 = data79.enabled;
if(typeof data80 !== "boolean"){
const err83 = {instancePath:instancePath+"/dashboards/grafanaDashboard/enabled",schemaPath:"#/properties/dashboards/properties/grafanaDashboard/properties/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.dashboards.properties.grafanaDashboard.properties.enabled.type,parentSchema:schema11.properties.dashboards.properties.grafanaDashboard.properties.enabled,data:data80};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
if(data79.force !== undefined){
let data81 = data79.force;
if(typeof data81 !== "boolean"){
const err84 = {instancePath:instancePath+"/dashboards/grafanaDashboard/force",schemaPath:"#/properties/dashboards/properties/grafanaDashboard/properties/force/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.dashboards.properties.grafanaDashboard.properties.force.type,parentSchema:schema11.properties.dashboards.properties.grafanaDashboard.properties.force,data:data81};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
}
if(data79.namespace !== undefined){
let data82 = data79.namespace;
if(typeof data82 === "string"){
if(func2(data82) > 253){
const err85 = {instancePath:instancePath+"/dashboards/grafanaDashboard/namespace",schemaPath:"#/definitions/optionalName/maxLength",keyword:"maxLength",params:{limit: 253},message:"must NOT have more than 253 characters",schema:253,parentSchema:schema12,data:data82};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
if(!pattern0.test(data82)){
const err86 = {instancePath:instancePath+"/dashboards/grafanaDashboard/namespace",schemaPath:"#/definitions/optionalName/pattern",keyword:"pattern",params:{pattern: "^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$"},message:"must match pattern \""+"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$"+"\"",schema:"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$",parentSchema:schema12,data:data82};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
else {
const err87 = {instancePath:instancePath+"/dashboards/grafanaDashboard/namespace",schemaPath:"#/definitions/optionalName/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema12.type,parentSchema:schema12,data:data82};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
}
if(data79.labels !== undefined){
let data83 = data79.labels;
if(data83 && typeof data83 == "object" && !Array.isArray(data83)){
for(const key23 in data83){
const _errs173 = errors;
if(typeof key23 === "string"){
if(!pattern1.test(key23)){
const err88 = {instancePath:instancePath+"/dashboards/grafanaDashboard/labels",schemaPath:"#/definitions/labels/propertyNames/pattern",keyword:"pattern",params:{pattern: "^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"},message:"must match pattern \""+"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"+"\"",schema:"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$",parentSchema:schema13.propertyNames,data:key23,propertyName:key23};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
}
var valid44 = _errs173 === errors;
if(!valid44){
const err89 = {instancePath:instancePath+"/dashboards/grafanaDashboard/labels",schemaPath:"#/definitions/labels/propertyNames",keyword:"propertyNames",params:{propertyName: key23},message:"property name must be valid",schema:schema13.propertyNames,parentSchema:schema13,data:data83};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
}
for(const key24 in data83){
let data84 = data83[key24];
if(typeof data84 === "string"){
if(!pattern2.test(data84)){
const err90 = {instancePath:instancePath+"/dashboards/grafanaDashboard/labels/" + key24.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/labels/additionalProperties/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$"},message:"must match pattern \""+"^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$"+"\"",schema:"^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$",parentSchema:schema13.additionalProperties,data:data84};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
}
else {
const err91 = {instancePath:instancePath+"/dashboards/grafanaDashboard/labels/" + key24.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/labels/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema13.additionalProperties.type,parentSchema:schema13.additionalProperties,data:data84};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
}
}
else {
const err92 = {instancePath:instancePath+"/dashboards/grafanaDashboard/labels",schemaPath:"#/definitions/labels/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema13.type,parentSchema:schema13,data:data83};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
}
if(data79.annotations !== undefined){
let data85 = data79.annotations;
if(data85 && typeof data85 == "object" && !Array.isArray(data85)){
for(const key25 in data85){
const _errs180 = errors;
if(typeof key25 === "string"){
if(!pattern1.test(key25)){
const err93 = {instancePath:instancePath+"/dashboards/grafanaDashboard/annotations",schemaPath:"#/definitions/annotations/propertyNames/pattern",keyword:"pattern",params:{pattern: "^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"},message:"must match pattern \""+"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"+"\"",schema:"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$",parentSchema:schema14.propertyNames,data:key25,propertyName:key25};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
}
var valid47 = _errs180 === errors;
if(!valid47){
const err94 = {instancePath:instancePath+"/dashboards/grafanaDashboard/annotations",schemaPath:"#/definitions/annotations/propertyNames",keyword:"propertyNames",params:{propertyName: key25},message:"property name must be valid",schema:schema14.propertyNames,parentSchema:schema14,data:data85};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
}
for(const key26 in data85){
let data86 = data85[key26];
if(typeof data86 !== "string"){
const err95 = {instancePath:instancePath+"/dashboards/grafanaDashboard/annotations/" + key26.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/annotations/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.additionalProperties.type,parentSchema:schema14.additionalProperties,data:data86};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
}
else {
const err96 = {instancePath:instancePath+"/dashboards/grafanaDashboard/annotations",schemaPath:"#/definitions/annotations/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema14.type,parentSchema:schema14,data:data85};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
}
if(data79.instanceSelector !== undefined){
let data87 = data79.instanceSelector;
if(!(data87 && typeof data87 == "object" && !Array.isArray(data87))){
const err97 = {instancePath:instancePath+"/dashboards/grafanaDashboard/instanceSelector",schemaPath:"#/properties/dashboards/properties/grafanaDashboard/properties/instanceSelector/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.dashboards.properties.grafanaDashboard.properties.instanceSelector.type,parentSchema:schema11.properties.dashboards.properties.grafanaDashboard.properties.instanceSelector,data:data87};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
}
if(data79.folder !== undefined){
let data88 = data79.folder;
if(typeof data88 !== "string"){
const err98 = {instancePath:instancePath+"/dashboards/grafanaDashboard/folder",schemaPath:"#/properties/dashboards/properties/grafanaDashboard/properties/folder/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.dashboards.properties.grafanaDashboard.properties.folder.type,parentSchema:schema11.properties.dashboards.properties.grafanaDashboard.properties.folder,data:data88};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
}
if(data79.resyncPeriod !== undefined){
let data89 = data79.resyncPeriod;
if(typeof data89 === "string"){
if(!pattern38.test(data89)){
const err99 = {instancePath:instancePath+"/dashboards/grafanaDashboard/resyncPeriod",schemaPath:"#/definitions/prometheusDuration/pattern",keyword:"pattern",params:{pattern: "^(([0-9]+(ms|[smhdwy]))+)?$"},message:"must match pattern \""+"^(([0-9]+(ms|[smhdwy]))+)?$"+"\"",schema:"^(([0-9]+(ms|[smhdwy]))+)?$",parentSchema:schema55,data:data89};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
}
else {
const err100 = {instancePath:instancePath+"/dashboards/grafanaDashboard/resyncPeriod",schemaPath:"#/definitions/prometheusDuration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema55.type,parentSchema:schema55,data:data89};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
}
if(data79.allowCrossNamespaceImport !== undefined){
let data90 = data79.allowCrossNamespaceImport;
if(typeof data90 !== "boolean"){
const err101 = {instancePath:instancePath+"/dashboards/grafanaDashboard/allowCrossNamespaceImport",schemaPath:"#/properties/dashboards/properties/grafanaDashboard/properties/allowCrossNamespaceImport/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.dashboards.properties.grafanaDashboard.properties.allowCrossNamespaceImport.type,parentSchema:schema11.properties.dashboards.properties.grafanaDashboard.properties.allowCrossNamespaceImport,data:data90};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
}
}
else {
const err102 = {instancePath:instancePath+"/dashboards/grafanaDashboard",schemaPath:"#/properties/dashboards/properties/grafanaDashboard/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.dashboards.properties.grafanaDashboard.type,parentSchema:schema11.properties.dashboards.properties.grafanaDashboard,data:data79};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
}
if(data68.titlePrefix !== undefined){
let data91 = data68.titlePrefix;
if(typeof data91 !== "string"){
const err103 = {instancePath:instancePath+"/dashboards/titlePrefix",schemaPath:"#/properties/dashboards/properties/titlePrefix/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.dashboards.properties.titlePrefix.type,parentSchema:schema11.properties.dashboards.properties.titlePrefix,data:data91};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
}
if(data68.tags !== undefined){
let data92 = data68.tags;
if(Array.isArray(data92)){
const len2 = data92.length;
for(let i2=0; i2<len2; i2++){
let data93 = data92[i2];
if(typeof data93 === "string"){
if(func2(data93) < 1){
const err104 = {instancePath:instancePath+"/dashboards/tags/" + i2,schemaPath:"#/definitions/grafanaTags/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema56.items,data:data93};
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
const err105 = {instancePath:instancePath+"/dashboards/tags/" + i2,schemaPath:"#/definitions/grafanaTags/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema56.items.type,parentSchema:schema56.items,data:data93};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
}
let i3 = data92.length;
let j0;
if(i3 > 1){
const indices0 = {};
for(;i3--;){
let item0 = data92[i3];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
const err106 = {instancePath:instancePath+"/dashboards/tags",schemaPath:"#/definitions/grafanaTags/uniqueItems",keyword:"uniqueItems",params:{i: i3, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i3+" are identical)",schema:true,parentSchema:schema56,data:data92};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
break;
}
indices0[item0] = i3;
}
}
}
else {
const err107 = {instancePath:instancePath+"/dashboards/tags",schemaPath:"#/definitions/grafanaTags/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema56.type,parentSchema:schema56,data:data92};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
}
if(data68.timezone !== undefined){
let data94 = data68.timezone;
if(typeof data94 === "string"){
if(func2(data94) < 1){
const err108 = {instancePath:instancePath+"/dashboards/timezone",schemaPath:"#/properties/dashboards/properties/timezone/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.dashboards.properties.timezone,data:data94};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
}
else {
const err109 = {instancePath:instancePath+"/dashboards/timezone",schemaPath:"#/properties/dashboards/properties/timezone/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.dashboards.properties.timezone.type,parentSchema:schema11.properties.dashboards.properties.timezone,data:data94};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
}
if(data68.refresh !== undefined){
let data95 = data68.refresh;
if(typeof data95 === "string"){
if(!pattern38.test(data95)){
const err110 = {instancePath:instancePath+"/dashboards/refresh",schemaPath:"#/definitions/prometheusDuration/pattern",keyword:"pattern",params:{pattern: "^(([0-9]+(ms|[smhdwy]))+)?$"},message:"must match pattern \""+"^(([0-9]+(ms|[smhdwy]))+)?$"+"\"",schema:"^(([0-9]+(ms|[smhdwy]))+)?$",parentSchema:schema55,data:data95};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
}
else {
const err111 = {instancePath:instancePath+"/dashboards/refresh",schemaPath:"#/definitions/prometheusDuration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema55.type,parentSchema:schema55,data:data95};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
}
if(data68.from !== undefined){
let data96 = data68.from;
if(typeof data96 === "string"){
if(!pattern40.test(data96)){
const err112 = {instancePath:instancePath+"/dashboards/from",schemaPath:"#/definitions/grafanaTime/pattern",keyword:"pattern",params:{pattern: "^now-[0-9]+[smhdwMy]$"},message:"must match pattern \""+"^now-[0-9]+[smhdwMy]$"+"\"",schema:"^now-[0-9]+[smhdwMy]$",parentSchema:schema58,data:data96};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
}
else {
const err113 = {instancePath:instancePath+"/dashboards/from",schemaPath:"#/definitions/grafanaTime/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema58.type,parentSchema:schema58,data:data96};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
}
if(data68.recordingRules !== undefined){
let data97 = data68.recordingRules;
if(typeof data97 !== "boolean"){
const err114 = {instancePath:instancePath+"/dashboards/recordingRules",schemaPath:"#/properties/dashboards/properties/recordingRules/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.dashboards.properties.recordingRules.type,parentSchema:schema11.properties.dashboards.properties.recordingRules,data:data97};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
}
if(data68.links !== undefined){
let data98 = data68.links;
if(data98 && typeof data98 == "object" && !Array.isArray(data98)){
for(const key27 in data98){
if(!((key27 === "workload") || (key27 === "registry"))){
const err115 = {instancePath:instancePath+"/dashboards/links",schemaPath:"#/properties/dashboards/properties/links/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key27},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.dashboards.properties.links,data:data98};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
}
if(data98.workload !== undefined){
let data99 = data98.workload;
if(typeof data99 !== "string"){
const err116 = {instancePath:instancePath+"/dashboards/links/workload",schemaPath:"#/properties/dashboards/properties/links/properties/workload/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.dashboards.properties.links.properties.workload.type,parentSchema:schema11.properties.dashboards.properties.links.properties.workload,data:data99};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
}
if(data98.registry !== undefined){
let data100 = data98.registry;
if(typeof data100 !== "string"){
const err117 = {instancePath:instancePath+"/dashboards/links/registry",schemaPath:"#/properties/dashboards/properties/links/properties/registry/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.dashboards.properties.links.properties.registry.type,parentSchema:schema11.properties.dashboards.properties.links.properties.registry,data:data100};
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
const err118 = {instancePath:instancePath+"/dashboards/links",schemaPath:"#/properties/dashboards/properties/links/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.dashboards.properties.links.type,parentSchema:schema11.properties.dashboards.properties.links,data:data98};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
}
if(data68.boards !== undefined){
let data101 = data68.boards;
if(data101 && typeof data101 == "object" && !Array.isArray(data101)){
for(const key28 in data101){
if(!(((key28 === "imageAvailability") || (key28 === "exporter")) || (key28 === "clusterHygiene"))){
const err119 = {instancePath:instancePath+"/dashboards/boards",schemaPath:"#/properties/dashboards/properties/boards/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key28},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.dashboards.properties.boards,data:data101};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
}
if(data101.imageAvailability !== undefined){
let data102 = data101.imageAvailability;
if(data102 && typeof data102 == "object" && !Array.isArray(data102)){
for(const key29 in data102){
if(!((((key29 === "enabled") || (key29 === "refresh")) || (key29 === "from")) || (key29 === "tags"))){
const err120 = {instancePath:instancePath+"/dashboards/boards/imageAvailability",schemaPath:"#/properties/dashboards/properties/boards/properties/imageAvailability/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key29},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.dashboards.properties.boards.properties.imageAvailability,data:data102};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
}
if(data102.enabled !== undefined){
let data103 = data102.enabled;
if(typeof data103 !== "boolean"){
const err121 = {instancePath:instancePath+"/dashboards/boards/imageAvailability/enabled",schemaPath:"#/properties/dashboards/properties/boards/properties/imageAvailability/properties/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.dashboards.properties.boards.properties.imageAvailability.properties.enabled.type,parentSchema:schema11.properties.dashboards.properties.boards.properties.imageAvailability.properties.enabled,data:data103};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
}
if(data102.refresh !== undefined){
let data104 = data102.refresh;
if(typeof data104 === "string"){
if(!pattern38.test(data104)){
const err122 = {instancePath:instancePath+"/dashboards/boards/imageAvailability/refresh",schemaPath:"#/definitions/prometheusDuration/pattern",keyword:"pattern",params:{pattern: "^(([0-9]+(ms|[smhdwy]))+)?$"},message:"must match pattern \""+"^(([0-9]+(ms|[smhdwy]))+)?$"+"\"",schema:"^(([0-9]+(ms|[smhdwy]))+)?$",parentSchema:schema55,data:data104};
if(vErrors === null){
vErrors = [err122];
}
else {
vErrors.push(err122);
}
errors++;
}
}
else {
const err123 = {instancePath:instancePath+"/dashboards/boards/imageAvailability/refresh",schemaPath:"#/definitions/prometheusDuration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema55.type,parentSchema:schema55,data:data104};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
}
}
if(data102.from !== undefined){
let data105 = data102.from;
if(typeof data105 === "string"){
if(!pattern42.test(data105)){
const err124 = {instancePath:instancePath+"/dashboards/boards/imageAvailability/from",schemaPath:"#/definitions/optionalGrafanaTime/pattern",keyword:"pattern",params:{pattern: "^(now-[0-9]+[smhdwMy])?$"},message:"must match pattern \""+"^(now-[0-9]+[smhdwMy])?$"+"\"",schema:"^(now-[0-9]+[smhdwMy])?$",parentSchema:schema60,data:data105};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
}
}
else {
const err125 = {instancePath:instancePath+"/dashboards/boards/imageAvailability/from",schemaPath:"#/definitions/optionalGrafanaTime/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema60.type,parentSchema:schema60,data:data105};
if(vErrors === null){
vErrors = [err125];
}
else {
vErrors.push(err125);
}
errors++;
}
}
if(data102.tags !== undefined){
let data106 = data102.tags;
if(Array.isArray(data106)){
const len3 = data106.length;
for(let i4=0; i4<len3; i4++){
let data107 = data106[i4];
if(typeof data107 === "string"){
if(func2(data107) < 1){
const err126 = {instancePath:instancePath+"/dashboards/boards/imageAvailability/tags/" + i4,schemaPath:"#/definitions/grafanaTags/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema56.items,data:data107};
if(vErrors === null){
vErrors = [err126];
}
else {
vErrors.push(err126);
}
errors++;
}
}
else {
const err127 = {instancePath:instancePath+"/dashboards/boards/imageAvailability/tags/" + i4,schemaPath:"#/definitions/grafanaTags/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema56.items.type,parentSchema:schema56.items,data:data107};
if(vErrors === null){
vErrors = [err127];
}
else {
vErrors.push(err127);
}
errors++;
}
}
let i5 = data106.length;
let j1;
if(i5 > 1){
const indices1 = {};
for(;i5--;){
let item1 = data106[i5];
if(typeof item1 !== "string"){
continue;
}
if(typeof indices1[item1] == "number"){
j1 = indices1[item1];
const err128 = {instancePath:instancePath+"/dashboards/boards/imageAvailability/tags",schemaPath:"#/definitions/grafanaTags/uniqueItems",keyword:"uniqueItems",params:{i: i5, j: j1},message:"must NOT have duplicate items (items ## "+j1+" and "+i5+" are identical)",schema:true,parentSchema:schema56,data:data106};
if(vErrors === null){
vErrors = [err128];
}
else {
vErrors.push(err128);
}
errors++;
break;
}
indices1[item1] = i5;
}
}
}
else {
const err129 = {instancePath:instancePath+"/dashboards/boards/imageAvailability/tags",schemaPath:"#/definitions/grafanaTags/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema56.type,parentSchema:schema56,data:data106};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
}
}
else {
const err130 = {instancePath:instancePath+"/dashboards/boards/imageAvailability",schemaPath:"#/properties/dashboards/properties/boards/properties/imageAvailability/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.dashboards.properties.boards.properties.imageAvailability.type,parentSchema:schema11.properties.dashboards.properties.boards.properties.imageAvailability,data:data102};
if(vErrors === null){
vErrors = [err130];
}
else {
vErrors.push(err130);
}
errors++;
}
}
if(data101.exporter !== undefined){
let data108 = data101.exporter;
if(data108 && typeof data108 == "object" && !Array.isArray(data108)){
for(const key30 in data108){
if(!((((key30 === "enabled") || (key30 === "refresh")) || (key30 === "from")) || (key30 === "tags"))){
const err131 = {instancePath:instancePath+"/dashboards/boards/exporter",schemaPath:"#/properties/dashboards/properties/boards/properties/exporter/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key30},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.dashboards.properties.boards.properties.exporter,data:data108};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
}
}
if(data108.enabled !== undefined){
let data109 = data108.enabled;
if(typeof data109 !== "boolean"){
const err132 = {instancePath:instancePath+"/dashboards/boards/exporter/enabled",schemaPath:"#/properties/dashboards/properties/boards/properties/exporter/properties/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.dashboards.properties.boards.properties.exporter.properties.enabled.type,parentSchema:schema11.properties.dashboards.properties.boards.properties.exporter.properties.enabled,data:data109};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
}
if(data108.refresh !== undefined){
let data110 = data108.refresh;
if(typeof data110 === "string"){
if(!pattern38.test(data110)){
const err133 = {instancePath:instancePath+"/dashboards/boards/exporter/refresh",schemaPath:"#/definitions/prometheusDuration/pattern",keyword:"pattern",params:{pattern: "^(([0-9]+(ms|[smhdwy]))+)?$"},message:"must match pattern \""+"^(([0-9]+(ms|[smhdwy]))+)?$"+"\"",schema:"^(([0-9]+(ms|[smhdwy]))+)?$",parentSchema:schema55,data:data110};
if(vErrors === null){
vErrors = [err133];
}
else {
vErrors.push(err133);
}
errors++;
}
}
else {
const err134 = {instancePath:instancePath+"/dashboards/boards/exporter/refresh",schemaPath:"#/definitions/prometheusDuration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema55.type,parentSchema:schema55,data:data110};
if(vErrors === null){
vErrors = [err134];
}
else {
vErrors.push(err134);
}
errors++;
}
}
if(data108.from !== undefined){
let data111 = data108.from;
if(typeof data111 === "string"){
if(!pattern42.test(data111)){
const err135 = {instancePath:instancePath+"/dashboards/boards/exporter/from",schemaPath:"#/definitions/optionalGrafanaTime/pattern",keyword:"pattern",params:{pattern: "^(now-[0-9]+[smhdwMy])?$"},message:"must match pattern \""+"^(now-[0-9]+[smhdwMy])?$"+"\"",schema:"^(now-[0-9]+[smhdwMy])?$",parentSchema:schema60,data:data111};
if(vErrors === null){
vErrors = [err135];
}
else {
vErrors.push(err135);
}
errors++;
}
}
else {
const err136 = {instancePath:instancePath+"/dashboards/boards/exporter/from",schemaPath:"#/definitions/optionalGrafanaTime/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema60.type,parentSchema:schema60,data:data111};
if(vErrors === null){
vErrors = [err136];
}
else {
vErrors.push(err136);
}
errors++;
}
}
if(data108.tags !== undefined){
let data112 = data108.tags;
if(Array.isArray(data112)){
const len4 = data112.length;
for(let i6=0; i6<len4; i6++){
let data113 = data112[i6];
if(typeof data113 === "string"){
if(func2(data113) < 1){
const err137 = {instancePath:instancePath+"/dashboards/boards/exporter/tags/" + i6,schemaPath:"#/definitions/grafanaTags/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema56.items,data:data113};
if(vErrors === null){
vErrors = [err137];
}
else {
vErrors.push(err137);
}
errors++;
}
}
else {
const err138 = {instancePath:instancePath+"/dashboards/boards/exporter/tags/" + i6,schemaPath:"#/definitions/grafanaTags/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema56.items.type,parentSchema:schema56.items,data:data113};
if(vErrors === null){
vErrors = [err138];
}
else {
vErrors.push(err138);
}
errors++;
}
}
let i7 = data112.length;
let j2;
if(i7 > 1){
const indices2 = {};
for(;i7--;){
let item2 = data112[i7];
if(typeof item2 !== "string"){
continue;
}
if(typeof indices2[item2] == "number"){
j2 = indices2[item2];
const err139 = {instancePath:instancePath+"/dashboards/boards/exporter/tags",schemaPath:"#/definitions/grafanaTags/uniqueItems",keyword:"uniqueItems",params:{i: i7, j: j2},message:"must NOT have duplicate items (items ## "+j2+" and "+i7+" are identical)",schema:true,parentSchema:schema56,data:data112};
if(vErrors === null){
vErrors = [err139];
}
else {
vErrors.push(err139);
}
errors++;
break;
}
indices2[item2] = i7;
}
}
}
else {
const err140 = {instancePath:instancePath+"/dashboards/boards/exporter/tags",schemaPath:"#/definitions/grafanaTags/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema56.type,parentSchema:schema56,data:data112};
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
const err141 = {instancePath:instancePath+"/dashboards/boards/exporter",schemaPath:"#/properties/dashboards/properties/boards/properties/exporter/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.dashboards.properties.boards.properties.exporter.type,parentSchema:schema11.properties.dashboards.properties.boards.properties.exporter,data:data108};
if(vErrors === null){
vErrors = [err141];
}
else {
vErrors.push(err141);
}
errors++;
}
}
if(data101.clusterHygiene !== undefined){
let data114 = data101.clusterHygiene;
if(data114 && typeof data114 == "object" && !Array.isArray(data114)){
for(const key31 in data114){
if(!((((key31 === "enabled") || (key31 === "refresh")) || (key31 === "from")) || (key31 === "tags"))){
const err142 = {instancePath:instancePath+"/dashboards/boards/clusterHygiene",schemaPath:"#/properties/dashboards/properties/boards/properties/clusterHygiene/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key31},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.dashboards.properties.boards.properties.clusterHygiene,data:data114};
if(vErrors === null){
vErrors = [err142];
}
else {
vErrors.push(err142);
}
errors++;
}
}
if(data114.enabled !== undefined){
let data115 = data114.enabled;
if(typeof data115 !== "boolean"){
const err143 = {instancePath:instancePath+"/dashboards/boards/clusterHygiene/enabled",schemaPath:"#/properties/dashboards/properties/boards/properties/clusterHygiene/properties/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.dashboards.properties.boards.properties.clusterHygiene.properties.enabled.type,parentSchema:schema11.properties.dashboards.properties.boards.properties.clusterHygiene.properties.enabled,data:data115};
if(vErrors === null){
vErrors = [err143];
}
else {
vErrors.push(err143);
}
errors++;
}
}
if(data114.refresh !== undefined){
let data116 = data114.refresh;
if(typeof data116 === "string"){
if(!pattern38.test(data116)){
const err144 = {instancePath:instancePath+"/dashboards/boards/clusterHygiene/refresh",schemaPath:"#/definitions/prometheusDuration/pattern",keyword:"pattern",params:{pattern: "^(([0-9]+(ms|[smhdwy]))+)?$"},message:"must match pattern \""+"^(([0-9]+(ms|[smhdwy]))+)?$"+"\"",schema:"^(([0-9]+(ms|[smhdwy]))+)?$",parentSchema:schema55,data:data116};
if(vErrors === null){
vErrors = [err144];
}
else {
vErrors.push(err144);
}
errors++;
}
}
else {
const err145 = {instancePath:instancePath+"/dashboards/boards/clusterHygiene/refresh",schemaPath:"#/definitions/prometheusDuration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema55.type,parentSchema:schema55,data:data116};
if(vErrors === null){
vErrors = [err145];
}
else {
vErrors.push(err145);
}
errors++;
}
}
if(data114.from !== undefined){
let data117 = data114.from;
if(typeof data117 === "string"){
if(!pattern42.test(data117)){
const err146 = {instancePath:instancePath+"/dashboards/boards/clusterHygiene/from",schemaPath:"#/definitions/optionalGrafanaTime/pattern",keyword:"pattern",params:{pattern: "^(now-[0-9]+[smhdwMy])?$"},message:"must match pattern \""+"^(now-[0-9]+[smhdwMy])?$"+"\"",schema:"^(now-[0-9]+[smhdwMy])?$",parentSchema:schema60,data:data117};
if(vErrors === null){
vErrors = [err146];
}
else {
vErrors.push(err146);
}
errors++;
}
}
else {
const err147 = {instancePath:instancePath+"/dashboards/boards/clusterHygiene/from",schemaPath:"#/definitions/optionalGrafanaTime/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema60.type,parentSchema:schema60,data:data117};
if(vErrors === null){
vErrors = [err147];
}
else {
vErrors.push(err147);
}
errors++;
}
}
if(data114.tags !== undefined){
let data118 = data114.tags;
if(Array.isArray(data118)){
const len5 = data118.length;
for(let i8=0; i8<len5; i8++){
let data119 = data118[i8];
if(typeof data119 === "string"){
if(func2(data119) < 1){
const err148 = {instancePath:instancePath+"/dashboards/boards/clusterHygiene/tags/" + i8,schemaPath:"#/definitions/grafanaTags/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema56.items,data:data119};
if(vErrors === null){
vErrors = [err148];
}
else {
vErrors.push(err148);
}
errors++;
}
}
else {
const err149 = {instancePath:instancePath+"/dashboards/boards/clusterHygiene/tags/" + i8,schemaPath:"#/definitions/grafanaTags/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema56.items.type,parentSchema:schema56.items,data:data119};
if(vErrors === null){
vErrors = [err149];
}
else {
vErrors.push(err149);
}
errors++;
}
}
let i9 = data118.length;
let j3;
if(i9 > 1){
const indices3 = {};
for(;i9--;){
let item3 = data118[i9];
if(typeof item3 !== "string"){
continue;
}
if(typeof indices3[item3] == "number"){
j3 = indices3[item3];
const err150 = {instancePath:instancePath+"/dashboards/boards/clusterHygiene/tags",schemaPath:"#/definitions/grafanaTags/uniqueItems",keyword:"uniqueItems",params:{i: i9, j: j3},message:"must NOT have duplicate items (items ## "+j3+" and "+i9+" are identical)",schema:true,parentSchema:schema56,data:data118};
if(vErrors === null){
vErrors = [err150];
}
else {
vErrors.push(err150);
}
errors++;
break;
}
indices3[item3] = i9;
}
}
}
else {
const err151 = {instancePath:instancePath+"/dashboards/boards/clusterHygiene/tags",schemaPath:"#/definitions/grafanaTags/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema56.type,parentSchema:schema56,data:data118};
if(vErrors === null){
vErrors = [err151];
}
else {
vErrors.push(err151);
}
errors++;
}
}
}
else {
const err152 = {instancePath:instancePath+"/dashboards/boards/clusterHygiene",schemaPath:"#/properties/dashboards/properties/boards/properties/clusterHygiene/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.dashboards.properties.boards.properties.clusterHygiene.type,parentSchema:schema11.properties.dashboards.properties.boards.properties.clusterHygiene,data:data114};
if(vErrors === null){
vErrors = [err152];
}
else {
vErrors.push(err152);
}
errors++;
}
}
}
else {
const err153 = {instancePath:instancePath+"/dashboards/boards",schemaPath:"#/properties/dashboards/properties/boards/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.dashboards.properties.boards.type,parentSchema:schema11.properties.dashboards.properties.boards,data:data101};
if(vErrors === null){
vErrors = [err153];
}
else {
vErrors.push(err153);
}
errors++;
}
}
}
else {
const err154 = {instancePath:instancePath+"/dashboards",schemaPath:"#/properties/dashboards/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.dashboards.type,parentSchema:schema11.properties.dashboards,data:data68};
if(vErrors === null){
vErrors = [err154];
}
else {
vErrors.push(err154);
}
errors++;
}
}
if(data.alertmanagerConfig !== undefined){
let data120 = data.alertmanagerConfig;
if(data120 && typeof data120 == "object" && !Array.isArray(data120)){
for(const key32 in data120){
if(!(func5.call(schema11.properties.alertmanagerConfig.properties, key32))){
const err155 = {instancePath:instancePath+"/alertmanagerConfig",schemaPath:"#/properties/alertmanagerConfig/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key32},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.alertmanagerConfig,data:data120};
if(vErrors === null){
vErrors = [err155];
}
else {
vErrors.push(err155);
}
errors++;
}
}
if(data120.enabled !== undefined){
let data121 = data120.enabled;
if(typeof data121 !== "boolean"){
const err156 = {instancePath:instancePath+"/alertmanagerConfig/enabled",schemaPath:"#/properties/alertmanagerConfig/properties/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.alertmanagerConfig.properties.enabled.type,parentSchema:schema11.properties.alertmanagerConfig.properties.enabled,data:data121};
if(vErrors === null){
vErrors = [err156];
}
else {
vErrors.push(err156);
}
errors++;
}
}
if(data120.force !== undefined){
let data122 = data120.force;
if(typeof data122 !== "boolean"){
const err157 = {instancePath:instancePath+"/alertmanagerConfig/force",schemaPath:"#/properties/alertmanagerConfig/properties/force/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.alertmanagerConfig.properties.force.type,parentSchema:schema11.properties.alertmanagerConfig.properties.force,data:data122};
if(vErrors === null){
vErrors = [err157];
}
else {
vErrors.push(err157);
}
errors++;
}
}
if(data120.namespace !== undefined){
let data123 = data120.namespace;
if(typeof data123 === "string"){
if(func2(data123) > 253){
const err158 = {instancePath:instancePath+"/alertmanagerConfig/namespace",schemaPath:"#/definitions/optionalName/maxLength",keyword:"maxLength",params:{limit: 253},message:"must NOT have more than 253 characters",schema:253,parentSchema:schema12,data:data123};
if(vErrors === null){
vErrors = [err158];
}
else {
vErrors.push(err158);
}
errors++;
}
if(!pattern0.test(data123)){
const err159 = {instancePath:instancePath+"/alertmanagerConfig/namespace",schemaPath:"#/definitions/optionalName/pattern",keyword:"pattern",params:{pattern: "^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$"},message:"must match pattern \""+"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$"+"\"",schema:"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$",parentSchema:schema12,data:data123};
if(vErrors === null){
vErrors = [err159];
}
else {
vErrors.push(err159);
}
errors++;
}
}
else {
const err160 = {instancePath:instancePath+"/alertmanagerConfig/namespace",schemaPath:"#/definitions/optionalName/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema12.type,parentSchema:schema12,data:data123};
if(vErrors === null){
vErrors = [err160];
}
else {
vErrors.push(err160);
}
errors++;
}
}
if(data120.labels !== undefined){
let data124 = data120.labels;
if(data124 && typeof data124 == "object" && !Array.isArray(data124)){
for(const key33 in data124){
const _errs281 = errors;
if(typeof key33 === "string"){
if(!pattern1.test(key33)){
const err161 = {instancePath:instancePath+"/alertmanagerConfig/labels",schemaPath:"#/definitions/labels/propertyNames/pattern",keyword:"pattern",params:{pattern: "^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"},message:"must match pattern \""+"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"+"\"",schema:"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$",parentSchema:schema13.propertyNames,data:key33,propertyName:key33};
if(vErrors === null){
vErrors = [err161];
}
else {
vErrors.push(err161);
}
errors++;
}
}
var valid82 = _errs281 === errors;
if(!valid82){
const err162 = {instancePath:instancePath+"/alertmanagerConfig/labels",schemaPath:"#/definitions/labels/propertyNames",keyword:"propertyNames",params:{propertyName: key33},message:"property name must be valid",schema:schema13.propertyNames,parentSchema:schema13,data:data124};
if(vErrors === null){
vErrors = [err162];
}
else {
vErrors.push(err162);
}
errors++;
}
}
for(const key34 in data124){
let data125 = data124[key34];
if(typeof data125 === "string"){
if(!pattern2.test(data125)){
const err163 = {instancePath:instancePath+"/alertmanagerConfig/labels/" + key34.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/labels/additionalProperties/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$"},message:"must match pattern \""+"^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$"+"\"",schema:"^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$",parentSchema:schema13.additionalProperties,data:data125};
if(vErrors === null){
vErrors = [err163];
}
else {
vErrors.push(err163);
}
errors++;
}
}
else {
const err164 = {instancePath:instancePath+"/alertmanagerConfig/labels/" + key34.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/labels/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema13.additionalProperties.type,parentSchema:schema13.additionalProperties,data:data125};
if(vErrors === null){
vErrors = [err164];
}
else {
vErrors.push(err164);
}
errors++;
}
}
}
else {
const err165 = {instancePath:instancePath+"/alertmanagerConfig/labels",schemaPath:"#/definitions/labels/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema13.type,parentSchema:schema13,data:data124};
if(vErrors === null){
vErrors = [err165];
}
else {
vErrors.push(err165);
}
errors++;
}
}
if(data120.annotations !== undefined){
let data126 = data120.annotations;
if(data126 && typeof data126 == "object" && !Array.isArray(data126)){
for(const key35 in data126){
const _errs288 = errors;
if(typeof key35 === "string"){
if(!pattern1.test(key35)){
const err166 = {instancePath:instancePath+"/alertmanagerConfig/annotations",schemaPath:"#/definitions/annotations/propertyNames/pattern",keyword:"pattern",params:{pattern: "^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"},message:"must match pattern \""+"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"+"\"",schema:"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$",parentSchema:schema14.propertyNames,data:key35,propertyName:key35};
if(vErrors === null){
vErrors = [err166];
}
else {
vErrors.push(err166);
}
errors++;
}
}
var valid85 = _errs288 === errors;
if(!valid85){
const err167 = {instancePath:instancePath+"/alertmanagerConfig/annotations",schemaPath:"#/definitions/annotations/propertyNames",keyword:"propertyNames",params:{propertyName: key35},message:"property name must be valid",schema:schema14.propertyNames,parentSchema:schema14,data:data126};
if(vErrors === null){
vErrors = [err167];
}
else {
vErrors.push(err167);
}
errors++;
}
}
for(const key36 in data126){
let data127 = data126[key36];
if(typeof data127 !== "string"){
const err168 = {instancePath:instancePath+"/alertmanagerConfig/annotations/" + key36.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/annotations/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.additionalProperties.type,parentSchema:schema14.additionalProperties,data:data127};
if(vErrors === null){
vErrors = [err168];
}
else {
vErrors.push(err168);
}
errors++;
}
}
}
else {
const err169 = {instancePath:instancePath+"/alertmanagerConfig/annotations",schemaPath:"#/definitions/annotations/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema14.type,parentSchema:schema14,data:data126};
if(vErrors === null){
vErrors = [err169];
}
else {
vErrors.push(err169);
}
errors++;
}
}
if(data120.receivers !== undefined){
let data128 = data120.receivers;
if(data128 && typeof data128 == "object" && !Array.isArray(data128)){
for(const key37 in data128){
const _errs294 = errors;
if(typeof key37 === "string"){
if(func2(key37) < 1){
const err170 = {instancePath:instancePath+"/alertmanagerConfig/receivers",schemaPath:"#/properties/alertmanagerConfig/properties/receivers/propertyNames/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.alertmanagerConfig.properties.receivers.propertyNames,data:key37,propertyName:key37};
if(vErrors === null){
vErrors = [err170];
}
else {
vErrors.push(err170);
}
errors++;
}
}
var valid87 = _errs294 === errors;
if(!valid87){
const err171 = {instancePath:instancePath+"/alertmanagerConfig/receivers",schemaPath:"#/properties/alertmanagerConfig/properties/receivers/propertyNames",keyword:"propertyNames",params:{propertyName: key37},message:"property name must be valid",schema:schema11.properties.alertmanagerConfig.properties.receivers.propertyNames,parentSchema:schema11.properties.alertmanagerConfig.properties.receivers,data:data128};
if(vErrors === null){
vErrors = [err171];
}
else {
vErrors.push(err171);
}
errors++;
}
}
for(const key38 in data128){
let data129 = data128[key38];
if(data129 && typeof data129 == "object" && !Array.isArray(data129)){
for(const key39 in data129){
const _errs298 = errors;
if(typeof key39 === "string"){
if(!pattern51.test(key39)){
const err172 = {instancePath:instancePath+"/alertmanagerConfig/receivers/" + key38.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/alertmanagerConfig/properties/receivers/additionalProperties/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9]*(Configs|_configs)$"},message:"must match pattern \""+"^[a-z][a-z0-9]*(Configs|_configs)$"+"\"",schema:"^[a-z][a-z0-9]*(Configs|_configs)$",parentSchema:schema11.properties.alertmanagerConfig.properties.receivers.additionalProperties.propertyNames,data:key39,propertyName:key39};
if(vErrors === null){
vErrors = [err172];
}
else {
vErrors.push(err172);
}
errors++;
}
}
var valid89 = _errs298 === errors;
if(!valid89){
const err173 = {instancePath:instancePath+"/alertmanagerConfig/receivers/" + key38.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/alertmanagerConfig/properties/receivers/additionalProperties/propertyNames",keyword:"propertyNames",params:{propertyName: key39},message:"property name must be valid",schema:schema11.properties.alertmanagerConfig.properties.receivers.additionalProperties.propertyNames,parentSchema:schema11.properties.alertmanagerConfig.properties.receivers.additionalProperties,data:data129};
if(vErrors === null){
vErrors = [err173];
}
else {
vErrors.push(err173);
}
errors++;
}
}
for(const key40 in data129){
let data130 = data129[key40];
if(Array.isArray(data130)){
const len6 = data130.length;
for(let i10=0; i10<len6; i10++){
let data131 = data130[i10];
if(!(data131 && typeof data131 == "object" && !Array.isArray(data131))){
const err174 = {instancePath:instancePath+"/alertmanagerConfig/receivers/" + key38.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + key40.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i10,schemaPath:"#/properties/alertmanagerConfig/properties/receivers/additionalProperties/additionalProperties/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.alertmanagerConfig.properties.receivers.additionalProperties.additionalProperties.items.type,parentSchema:schema11.properties.alertmanagerConfig.properties.receivers.additionalProperties.additionalProperties.items,data:data131};
if(vErrors === null){
vErrors = [err174];
}
else {
vErrors.push(err174);
}
errors++;
}
}
}
else {
const err175 = {instancePath:instancePath+"/alertmanagerConfig/receivers/" + key38.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + key40.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/alertmanagerConfig/properties/receivers/additionalProperties/additionalProperties/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.alertmanagerConfig.properties.receivers.additionalProperties.additionalProperties.type,parentSchema:schema11.properties.alertmanagerConfig.properties.receivers.additionalProperties.additionalProperties,data:data130};
if(vErrors === null){
vErrors = [err175];
}
else {
vErrors.push(err175);
}
errors++;
}
}
}
else {
const err176 = {instancePath:instancePath+"/alertmanagerConfig/receivers/" + key38.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/alertmanagerConfig/properties/receivers/additionalProperties/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.alertmanagerConfig.properties.receivers.additionalProperties.type,parentSchema:schema11.properties.alertmanagerConfig.properties.receivers.additionalProperties,data:data129};
if(vErrors === null){
vErrors = [err176];
}
else {
vErrors.push(err176);
}
errors++;
}
}
}
else {
const err177 = {instancePath:instancePath+"/alertmanagerConfig/receivers",schemaPath:"#/properties/alertmanagerConfig/properties/receivers/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.alertmanagerConfig.properties.receivers.type,parentSchema:schema11.properties.alertmanagerConfig.properties.receivers,data:data128};
if(vErrors === null){
vErrors = [err177];
}
else {
vErrors.push(err177);
}
errors++;
}
}
if(data120.texts !== undefined){
let data132 = data120.texts;
if(typeof data132 !== "string"){
const err178 = {instancePath:instancePath+"/alertmanagerConfig/texts",schemaPath:"#/properties/alertmanagerConfig/properties/texts/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.alertmanagerConfig.properties.texts.type,parentSchema:schema11.properties.alertmanagerConfig.properties.texts,data:data132};
if(vErrors === null){
vErrors = [err178];
}
else {
vErrors.push(err178);
}
errors++;
}
if(!(((data132 === "inline") || (data132 === "configMap")) || (data132 === "none"))){
const err179 = {instancePath:instancePath+"/alertmanagerConfig/texts",schemaPath:"#/properties/alertmanagerConfig/properties/texts/enum",keyword:"enum",params:{allowedValues: schema11.properties.alertmanagerConfig.properties.texts.enum},message:"must be equal to one of the allowed values",schema:schema11.properties.alertmanagerConfig.properties.texts.enum,parentSchema:schema11.properties.alertmanagerConfig.properties.texts,data:data132};
if(vErrors === null){
vErrors = [err179];
}
else {
vErrors.push(err179);
}
errors++;
}
}
if(data120.exporterNamespace !== undefined){
let data133 = data120.exporterNamespace;
if(typeof data133 === "string"){
if(func2(data133) > 253){
const err180 = {instancePath:instancePath+"/alertmanagerConfig/exporterNamespace",schemaPath:"#/definitions/optionalName/maxLength",keyword:"maxLength",params:{limit: 253},message:"must NOT have more than 253 characters",schema:253,parentSchema:schema12,data:data133};
if(vErrors === null){
vErrors = [err180];
}
else {
vErrors.push(err180);
}
errors++;
}
if(!pattern0.test(data133)){
const err181 = {instancePath:instancePath+"/alertmanagerConfig/exporterNamespace",schemaPath:"#/definitions/optionalName/pattern",keyword:"pattern",params:{pattern: "^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$"},message:"must match pattern \""+"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$"+"\"",schema:"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$",parentSchema:schema12,data:data133};
if(vErrors === null){
vErrors = [err181];
}
else {
vErrors.push(err181);
}
errors++;
}
}
else {
const err182 = {instancePath:instancePath+"/alertmanagerConfig/exporterNamespace",schemaPath:"#/definitions/optionalName/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema12.type,parentSchema:schema12,data:data133};
if(vErrors === null){
vErrors = [err182];
}
else {
vErrors.push(err182);
}
errors++;
}
}
if(data120.routes !== undefined){
let data134 = data120.routes;
if(data134 && typeof data134 == "object" && !Array.isArray(data134)){
for(const key41 in data134){
if(!(((key41 === "critical") || (key41 === "warning")) || (key41 === "info"))){
const err183 = {instancePath:instancePath+"/alertmanagerConfig/routes",schemaPath:"#/properties/alertmanagerConfig/properties/routes/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key41},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.alertmanagerConfig.properties.routes,data:data134};
if(vErrors === null){
vErrors = [err183];
}
else {
vErrors.push(err183);
}
errors++;
}
}
if(data134.critical !== undefined){
let data135 = data134.critical;
if(data135 && typeof data135 == "object" && !Array.isArray(data135)){
for(const key42 in data135){
if(!((((key42 === "receiver") || (key42 === "groupWait")) || (key42 === "groupInterval")) || (key42 === "repeatInterval"))){
const err184 = {instancePath:instancePath+"/alertmanagerConfig/routes/critical",schemaPath:"#/properties/alertmanagerConfig/properties/routes/properties/critical/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key42},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.alertmanagerConfig.properties.routes.properties.critical,data:data135};
if(vErrors === null){
vErrors = [err184];
}
else {
vErrors.push(err184);
}
errors++;
}
}
if(data135.receiver !== undefined){
let data136 = data135.receiver;
if(typeof data136 !== "string"){
const err185 = {instancePath:instancePath+"/alertmanagerConfig/routes/critical/receiver",schemaPath:"#/properties/alertmanagerConfig/properties/routes/properties/critical/properties/receiver/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.alertmanagerConfig.properties.routes.properties.critical.properties.receiver.type,parentSchema:schema11.properties.alertmanagerConfig.properties.routes.properties.critical.properties.receiver,data:data136};
if(vErrors === null){
vErrors = [err185];
}
else {
vErrors.push(err185);
}
errors++;
}
}
if(data135.groupWait !== undefined){
let data137 = data135.groupWait;
if(typeof data137 === "string"){
if(!pattern9.test(data137)){
const err186 = {instancePath:instancePath+"/alertmanagerConfig/routes/critical/groupWait",schemaPath:"#/definitions/ruleDuration/pattern",keyword:"pattern",params:{pattern: "^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"},message:"must match pattern \""+"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"+"\"",schema:"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$",parentSchema:schema22,data:data137};
if(vErrors === null){
vErrors = [err186];
}
else {
vErrors.push(err186);
}
errors++;
}
}
else {
const err187 = {instancePath:instancePath+"/alertmanagerConfig/routes/critical/groupWait",schemaPath:"#/definitions/ruleDuration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema22.type,parentSchema:schema22,data:data137};
if(vErrors === null){
vErrors = [err187];
}
else {
vErrors.push(err187);
}
errors++;
}
}
if(data135.groupInterval !== undefined){
let data138 = data135.groupInterval;
if(typeof data138 === "string"){
if(!pattern9.test(data138)){
const err188 = {instancePath:instancePath+"/alertmanagerConfig/routes/critical/groupInterval",schemaPath:"#/definitions/ruleDuration/pattern",keyword:"pattern",params:{pattern: "^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"},message:"must match pattern \""+"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"+"\"",schema:"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$",parentSchema:schema22,data:data138};
if(vErrors === null){
vErrors = [err188];
}
else {
vErrors.push(err188);
}
errors++;
}
}
else {
const err189 = {instancePath:instancePath+"/alertmanagerConfig/routes/critical/groupInterval",schemaPath:"#/definitions/ruleDuration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema22.type,parentSchema:schema22,data:data138};
if(vErrors === null){
vErrors = [err189];
}
else {
vErrors.push(err189);
}
errors++;
}
}
if(data135.repeatInterval !== undefined){
let data139 = data135.repeatInterval;
if(typeof data139 === "string"){
if(!pattern9.test(data139)){
const err190 = {instancePath:instancePath+"/alertmanagerConfig/routes/critical/repeatInterval",schemaPath:"#/definitions/ruleDuration/pattern",keyword:"pattern",params:{pattern: "^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"},message:"must match pattern \""+"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"+"\"",schema:"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$",parentSchema:schema22,data:data139};
if(vErrors === null){
vErrors = [err190];
}
else {
vErrors.push(err190);
}
errors++;
}
}
else {
const err191 = {instancePath:instancePath+"/alertmanagerConfig/routes/critical/repeatInterval",schemaPath:"#/definitions/ruleDuration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema22.type,parentSchema:schema22,data:data139};
if(vErrors === null){
vErrors = [err191];
}
else {
vErrors.push(err191);
}
errors++;
}
}
}
else {
const err192 = {instancePath:instancePath+"/alertmanagerConfig/routes/critical",schemaPath:"#/properties/alertmanagerConfig/properties/routes/properties/critical/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.alertmanagerConfig.properties.routes.properties.critical.type,parentSchema:schema11.properties.alertmanagerConfig.properties.routes.properties.critical,data:data135};
if(vErrors === null){
vErrors = [err192];
}
else {
vErrors.push(err192);
}
errors++;
}
}
if(data134.warning !== undefined){
let data140 = data134.warning;
if(data140 && typeof data140 == "object" && !Array.isArray(data140)){
for(const key43 in data140){
if(!((((key43 === "receiver") || (key43 === "groupWait")) || (key43 === "groupInterval")) || (key43 === "repeatInterval"))){
const err193 = {instancePath:instancePath+"/alertmanagerConfig/routes/warning",schemaPath:"#/properties/alertmanagerConfig/properties/routes/properties/warning/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key43},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.alertmanagerConfig.properties.routes.properties.warning,data:data140};
if(vErrors === null){
vErrors = [err193];
}
else {
vErrors.push(err193);
}
errors++;
}
}
if(data140.receiver !== undefined){
let data141 = data140.receiver;
if(typeof data141 !== "string"){
const err194 = {instancePath:instancePath+"/alertmanagerConfig/routes/warning/receiver",schemaPath:"#/properties/alertmanagerConfig/properties/routes/properties/warning/properties/receiver/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.alertmanagerConfig.properties.routes.properties.warning.properties.receiver.type,parentSchema:schema11.properties.alertmanagerConfig.properties.routes.properties.warning.properties.receiver,data:data141};
if(vErrors === null){
vErrors = [err194];
}
else {
vErrors.push(err194);
}
errors++;
}
}
if(data140.groupWait !== undefined){
let data142 = data140.groupWait;
if(typeof data142 === "string"){
if(!pattern9.test(data142)){
const err195 = {instancePath:instancePath+"/alertmanagerConfig/routes/warning/groupWait",schemaPath:"#/definitions/ruleDuration/pattern",keyword:"pattern",params:{pattern: "^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"},message:"must match pattern \""+"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"+"\"",schema:"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$",parentSchema:schema22,data:data142};
if(vErrors === null){
vErrors = [err195];
}
else {
vErrors.push(err195);
}
errors++;
}
}
else {
const err196 = {instancePath:instancePath+"/alertmanagerConfig/routes/warning/groupWait",schemaPath:"#/definitions/ruleDuration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema22.type,parentSchema:schema22,data:data142};
if(vErrors === null){
vErrors = [err196];
}
else {
vErrors.push(err196);
}
errors++;
}
}
if(data140.groupInterval !== undefined){
let data143 = data140.groupInterval;
if(typeof data143 === "string"){
if(!pattern9.test(data143)){
const err197 = {instancePath:instancePath+"/alertmanagerConfig/routes/warning/groupInterval",schemaPath:"#/definitions/ruleDuration/pattern",keyword:"pattern",params:{pattern: "^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"},message:"must match pattern \""+"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"+"\"",schema:"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$",parentSchema:schema22,data:data143};
if(vErrors === null){
vErrors = [err197];
}
else {
vErrors.push(err197);
}
errors++;
}
}
else {
const err198 = {instancePath:instancePath+"/alertmanagerConfig/routes/warning/groupInterval",schemaPath:"#/definitions/ruleDuration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema22.type,parentSchema:schema22,data:data143};
if(vErrors === null){
vErrors = [err198];
}
else {
vErrors.push(err198);
}
errors++;
}
}
if(data140.repeatInterval !== undefined){
let data144 = data140.repeatInterval;
if(typeof data144 === "string"){
if(!pattern9.test(data144)){
const err199 = {instancePath:instancePath+"/alertmanagerConfig/routes/warning/repeatInterval",schemaPath:"#/definitions/ruleDuration/pattern",keyword:"pattern",params:{pattern: "^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"},message:"must match pattern \""+"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"+"\"",schema:"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$",parentSchema:schema22,data:data144};
if(vErrors === null){
vErrors = [err199];
}
else {
vErrors.push(err199);
}
errors++;
}
}
else {
const err200 = {instancePath:instancePath+"/alertmanagerConfig/routes/warning/repeatInterval",schemaPath:"#/definitions/ruleDuration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema22.type,parentSchema:schema22,data:data144};
if(vErrors === null){
vErrors = [err200];
}
else {
vErrors.push(err200);
}
errors++;
}
}
}
else {
const err201 = {instancePath:instancePath+"/alertmanagerConfig/routes/warning",schemaPath:"#/properties/alertmanagerConfig/properties/routes/properties/warning/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.alertmanagerConfig.properties.routes.properties.warning.type,parentSchema:schema11.properties.alertmanagerConfig.properties.routes.properties.warning,data:data140};
if(vErrors === null){
vErrors = [err201];
}
else {
vErrors.push(err201);
}
errors++;
}
}
if(data134.info !== undefined){
let data145 = data134.info;
if(data145 && typeof data145 == "object" && !Array.isArray(data145)){
for(const key44 in data145){
if(!((((key44 === "receiver") || (key44 === "groupWait")) || (key44 === "groupInterval")) || (key44 === "repeatInterval"))){
const err202 = {instancePath:instancePath+"/alertmanagerConfig/routes/info",schemaPath:"#/properties/alertmanagerConfig/properties/routes/properties/info/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key44},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.alertmanagerConfig.properties.routes.properties.info,data:data145};
if(vErrors === null){
vErrors = [err202];
}
else {
vErrors.push(err202);
}
errors++;
}
}
if(data145.receiver !== undefined){
let data146 = data145.receiver;
if(typeof data146 !== "string"){
const err203 = {instancePath:instancePath+"/alertmanagerConfig/routes/info/receiver",schemaPath:"#/properties/alertmanagerConfig/properties/routes/properties/info/properties/receiver/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.alertmanagerConfig.properties.routes.properties.info.properties.receiver.type,parentSchema:schema11.properties.alertmanagerConfig.properties.routes.properties.info.properties.receiver,data:data146};
if(vErrors === null){
vErrors = [err203];
}
else {
vErrors.push(err203);
}
errors++;
}
}
if(data145.groupWait !== undefined){
let data147 = data145.groupWait;
if(typeof data147 === "string"){
if(!pattern9.test(data147)){
const err204 = {instancePath:instancePath+"/alertmanagerConfig/routes/info/groupWait",schemaPath:"#/definitions/ruleDuration/pattern",keyword:"pattern",params:{pattern: "^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"},message:"must match pattern \""+"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"+"\"",schema:"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$",parentSchema:schema22,data:data147};
if(vErrors === null){
vErrors = [err204];
}
else {
vErrors.push(err204);
}
errors++;
}
}
else {
const err205 = {instancePath:instancePath+"/alertmanagerConfig/routes/info/groupWait",schemaPath:"#/definitions/ruleDuration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema22.type,parentSchema:schema22,data:data147};
if(vErrors === null){
vErrors = [err205];
}
else {
vErrors.push(err205);
}
errors++;
}
}
if(data145.groupInterval !== undefined){
let data148 = data145.groupInterval;
if(typeof data148 === "string"){
if(!pattern9.test(data148)){
const err206 = {instancePath:instancePath+"/alertmanagerConfig/routes/info/groupInterval",schemaPath:"#/definitions/ruleDuration/pattern",keyword:"pattern",params:{pattern: "^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"},message:"must match pattern \""+"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"+"\"",schema:"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$",parentSchema:schema22,data:data148};
if(vErrors === null){
vErrors = [err206];
}
else {
vErrors.push(err206);
}
errors++;
}
}
else {
const err207 = {instancePath:instancePath+"/alertmanagerConfig/routes/info/groupInterval",schemaPath:"#/definitions/ruleDuration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema22.type,parentSchema:schema22,data:data148};
if(vErrors === null){
vErrors = [err207];
}
else {
vErrors.push(err207);
}
errors++;
}
}
if(data145.repeatInterval !== undefined){
let data149 = data145.repeatInterval;
if(typeof data149 === "string"){
if(!pattern9.test(data149)){
const err208 = {instancePath:instancePath+"/alertmanagerConfig/routes/info/repeatInterval",schemaPath:"#/definitions/ruleDuration/pattern",keyword:"pattern",params:{pattern: "^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"},message:"must match pattern \""+"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"+"\"",schema:"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$",parentSchema:schema22,data:data149};
if(vErrors === null){
vErrors = [err208];
}
else {
vErrors.push(err208);
}
errors++;
}
}
else {
const err209 = {instancePath:instancePath+"/alertmanagerConfig/routes/info/repeatInterval",schemaPath:"#/definitions/ruleDuration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema22.type,parentSchema:schema22,data:data149};
if(vErrors === null){
vErrors = [err209];
}
else {
vErrors.push(err209);
}
errors++;
}
}
}
else {
const err210 = {instancePath:instancePath+"/alertmanagerConfig/routes/info",schemaPath:"#/properties/alertmanagerConfig/properties/routes/properties/info/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.alertmanagerConfig.properties.routes.properties.info.type,parentSchema:schema11.properties.alertmanagerConfig.properties.routes.properties.info,data:data145};
if(vErrors === null){
vErrors = [err210];
}
else {
vErrors.push(err210);
}
errors++;
}
}
}
else {
const err211 = {instancePath:instancePath+"/alertmanagerConfig/routes",schemaPath:"#/properties/alertmanagerConfig/properties/routes/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.alertmanagerConfig.properties.routes.type,parentSchema:schema11.properties.alertmanagerConfig.properties.routes,data:data134};
if(vErrors === null){
vErrors = [err211];
}
else {
vErrors.push(err211);
}
errors++;
}
}
if(data120.groupBy !== undefined){
let data150 = data120.groupBy;
if(data150 && typeof data150 == "object" && !Array.isArray(data150)){
for(const key45 in data150){
if(!((key45 === "registry") || (key45 === "others"))){
const err212 = {instancePath:instancePath+"/alertmanagerConfig/groupBy",schemaPath:"#/properties/alertmanagerConfig/properties/groupBy/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key45},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.alertmanagerConfig.properties.groupBy,data:data150};
if(vErrors === null){
vErrors = [err212];
}
else {
vErrors.push(err212);
}
errors++;
}
}
if(data150.registry !== undefined){
let data151 = data150.registry;
if(Array.isArray(data151)){
const len7 = data151.length;
for(let i11=0; i11<len7; i11++){
let data152 = data151[i11];
if(typeof data152 === "string"){
if(func2(data152) < 1){
const err213 = {instancePath:instancePath+"/alertmanagerConfig/groupBy/registry/" + i11,schemaPath:"#/properties/alertmanagerConfig/properties/groupBy/properties/registry/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.alertmanagerConfig.properties.groupBy.properties.registry.items,data:data152};
if(vErrors === null){
vErrors = [err213];
}
else {
vErrors.push(err213);
}
errors++;
}
}
else {
const err214 = {instancePath:instancePath+"/alertmanagerConfig/groupBy/registry/" + i11,schemaPath:"#/properties/alertmanagerConfig/properties/groupBy/properties/registry/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.alertmanagerConfig.properties.groupBy.properties.registry.items.type,parentSchema:schema11.properties.alertmanagerConfig.properties.groupBy.properties.registry.items,data:data152};
if(vErrors === null){
vErrors = [err214];
}
else {
vErrors.push(err214);
}
errors++;
}
}
}
else {
const err215 = {instancePath:instancePath+"/alertmanagerConfig/groupBy/registry",schemaPath:"#/properties/alertmanagerConfig/properties/groupBy/properties/registry/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.alertmanagerConfig.properties.groupBy.properties.registry.type,parentSchema:schema11.properties.alertmanagerConfig.properties.groupBy.properties.registry,data:data151};
if(vErrors === null){
vErrors = [err215];
}
else {
vErrors.push(err215);
}
errors++;
}
}
if(data150.others !== undefined){
let data153 = data150.others;
if(Array.isArray(data153)){
const len8 = data153.length;
for(let i12=0; i12<len8; i12++){
let data154 = data153[i12];
if(typeof data154 === "string"){
if(func2(data154) < 1){
const err216 = {instancePath:instancePath+"/alertmanagerConfig/groupBy/others/" + i12,schemaPath:"#/properties/alertmanagerConfig/properties/groupBy/properties/others/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.alertmanagerConfig.properties.groupBy.properties.others.items,data:data154};
if(vErrors === null){
vErrors = [err216];
}
else {
vErrors.push(err216);
}
errors++;
}
}
else {
const err217 = {instancePath:instancePath+"/alertmanagerConfig/groupBy/others/" + i12,schemaPath:"#/properties/alertmanagerConfig/properties/groupBy/properties/others/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.alertmanagerConfig.properties.groupBy.properties.others.items.type,parentSchema:schema11.properties.alertmanagerConfig.properties.groupBy.properties.others.items,data:data154};
if(vErrors === null){
vErrors = [err217];
}
else {
vErrors.push(err217);
}
errors++;
}
}
}
else {
const err218 = {instancePath:instancePath+"/alertmanagerConfig/groupBy/others",schemaPath:"#/properties/alertmanagerConfig/properties/groupBy/properties/others/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.alertmanagerConfig.properties.groupBy.properties.others.type,parentSchema:schema11.properties.alertmanagerConfig.properties.groupBy.properties.others,data:data153};
if(vErrors === null){
vErrors = [err218];
}
else {
vErrors.push(err218);
}
errors++;
}
}
}
else {
const err219 = {instancePath:instancePath+"/alertmanagerConfig/groupBy",schemaPath:"#/properties/alertmanagerConfig/properties/groupBy/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.alertmanagerConfig.properties.groupBy.type,parentSchema:schema11.properties.alertmanagerConfig.properties.groupBy,data:data150};
if(vErrors === null){
vErrors = [err219];
}
else {
vErrors.push(err219);
}
errors++;
}
}
if(data120.teams !== undefined){
let data155 = data120.teams;
if(data155 && typeof data155 == "object" && !Array.isArray(data155)){
for(const key46 in data155){
if(!((key46 === "label") || (key46 === "receivers"))){
const err220 = {instancePath:instancePath+"/alertmanagerConfig/teams",schemaPath:"#/properties/alertmanagerConfig/properties/teams/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key46},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.alertmanagerConfig.properties.teams,data:data155};
if(vErrors === null){
vErrors = [err220];
}
else {
vErrors.push(err220);
}
errors++;
}
}
if(data155.label !== undefined){
let data156 = data155.label;
if(typeof data156 === "string"){
if(!pattern1.test(data156)){
const err221 = {instancePath:instancePath+"/alertmanagerConfig/teams/label",schemaPath:"#/properties/alertmanagerConfig/properties/teams/properties/label/pattern",keyword:"pattern",params:{pattern: "^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"},message:"must match pattern \""+"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"+"\"",schema:"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$",parentSchema:schema11.properties.alertmanagerConfig.properties.teams.properties.label,data:data156};
if(vErrors === null){
vErrors = [err221];
}
else {
vErrors.push(err221);
}
errors++;
}
}
else {
const err222 = {instancePath:instancePath+"/alertmanagerConfig/teams/label",schemaPath:"#/properties/alertmanagerConfig/properties/teams/properties/label/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.alertmanagerConfig.properties.teams.properties.label.type,parentSchema:schema11.properties.alertmanagerConfig.properties.teams.properties.label,data:data156};
if(vErrors === null){
vErrors = [err222];
}
else {
vErrors.push(err222);
}
errors++;
}
}
if(data155.receivers !== undefined){
let data157 = data155.receivers;
if(data157 && typeof data157 == "object" && !Array.isArray(data157)){
for(const key47 in data157){
let data158 = data157[key47];
if(typeof data158 === "string"){
if(func2(data158) < 1){
const err223 = {instancePath:instancePath+"/alertmanagerConfig/teams/receivers/" + key47.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/alertmanagerConfig/properties/teams/properties/receivers/additionalProperties/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.alertmanagerConfig.properties.teams.properties.receivers.additionalProperties,data:data158};
if(vErrors === null){
vErrors = [err223];
}
else {
vErrors.push(err223);
}
errors++;
}
}
else {
const err224 = {instancePath:instancePath+"/alertmanagerConfig/teams/receivers/" + key47.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/alertmanagerConfig/properties/teams/properties/receivers/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.alertmanagerConfig.properties.teams.properties.receivers.additionalProperties.type,parentSchema:schema11.properties.alertmanagerConfig.properties.teams.properties.receivers.additionalProperties,data:data158};
if(vErrors === null){
vErrors = [err224];
}
else {
vErrors.push(err224);
}
errors++;
}
}
}
else {
const err225 = {instancePath:instancePath+"/alertmanagerConfig/teams/receivers",schemaPath:"#/properties/alertmanagerConfig/properties/teams/properties/receivers/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.alertmanagerConfig.properties.teams.properties.receivers.type,parentSchema:schema11.properties.alertmanagerConfig.properties.teams.properties.receivers,data:data157};
if(vErrors === null){
vErrors = [err225];
}
else {
vErrors.push(err225);
}
errors++;
}
}
}
else {
const err226 = {instancePath:instancePath+"/alertmanagerConfig/teams",schemaPath:"#/properties/alertmanagerConfig/properties/teams/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.alertmanagerConfig.properties.teams.type,parentSchema:schema11.properties.alertmanagerConfig.properties.teams,data:data155};
if(vErrors === null){
vErrors = [err226];
}
else {
vErrors.push(err226);
}
errors++;
}
}
if(data120.inhibition !== undefined){
let data159 = data120.inhibition;
if(data159 && typeof data159 == "object" && !Array.isArray(data159)){
for(const key48 in data159){
if(!(((key48 === "registryUnavailable") || (key48 === "exporterDown")) || (key48 === "severity"))){
const err227 = {instancePath:instancePath+"/alertmanagerConfig/inhibition",schemaPath:"#/properties/alertmanagerConfig/properties/inhibition/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key48},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.alertmanagerConfig.properties.inhibition,data:data159};
if(vErrors === null){
vErrors = [err227];
}
else {
vErrors.push(err227);
}
errors++;
}
}
if(data159.registryUnavailable !== undefined){
let data160 = data159.registryUnavailable;
if(typeof data160 !== "boolean"){
const err228 = {instancePath:instancePath+"/alertmanagerConfig/inhibition/registryUnavailable",schemaPath:"#/properties/alertmanagerConfig/properties/inhibition/properties/registryUnavailable/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.alertmanagerConfig.properties.inhibition.properties.registryUnavailable.type,parentSchema:schema11.properties.alertmanagerConfig.properties.inhibition.properties.registryUnavailable,data:data160};
if(vErrors === null){
vErrors = [err228];
}
else {
vErrors.push(err228);
}
errors++;
}
}
if(data159.exporterDown !== undefined){
let data161 = data159.exporterDown;
if(typeof data161 !== "boolean"){
const err229 = {instancePath:instancePath+"/alertmanagerConfig/inhibition/exporterDown",schemaPath:"#/properties/alertmanagerConfig/properties/inhibition/properties/exporterDown/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.alertmanagerConfig.properties.inhibition.properties.exporterDown.type,parentSchema:schema11.properties.alertmanagerConfig.properties.inhibition.properties.exporterDown,data:data161};
if(vErrors === null){
vErrors = [err229];
}
else {
vErrors.push(err229);
}
errors++;
}
}
if(data159.severity !== undefined){
let data162 = data159.severity;
if(typeof data162 !== "boolean"){
const err230 = {instancePath:instancePath+"/alertmanagerConfig/inhibition/severity",schemaPath:"#/properties/alertmanagerConfig/properties/inhibition/properties/severity/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.alertmanagerConfig.properties.inhibition.properties.severity.type,parentSchema:schema11.properties.alertmanagerConfig.properties.inhibition.properties.severity,data:data162};
if(vErrors === null){
vErrors = [err230];
}
else {
vErrors.push(err230);
}
errors++;
}
}
}
else {
const err231 = {instancePath:instancePath+"/alertmanagerConfig/inhibition",schemaPath:"#/properties/alertmanagerConfig/properties/inhibition/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.alertmanagerConfig.properties.inhibition.type,parentSchema:schema11.properties.alertmanagerConfig.properties.inhibition,data:data159};
if(vErrors === null){
vErrors = [err231];
}
else {
vErrors.push(err231);
}
errors++;
}
}
if(data120.spec !== undefined){
let data163 = data120.spec;
if(!(data163 && typeof data163 == "object" && !Array.isArray(data163))){
const err232 = {instancePath:instancePath+"/alertmanagerConfig/spec",schemaPath:"#/properties/alertmanagerConfig/properties/spec/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.alertmanagerConfig.properties.spec.type,parentSchema:schema11.properties.alertmanagerConfig.properties.spec,data:data163};
if(vErrors === null){
vErrors = [err232];
}
else {
vErrors.push(err232);
}
errors++;
}
}
}
else {
const err233 = {instancePath:instancePath+"/alertmanagerConfig",schemaPath:"#/properties/alertmanagerConfig/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.alertmanagerConfig.type,parentSchema:schema11.properties.alertmanagerConfig,data:data120};
if(vErrors === null){
vErrors = [err233];
}
else {
vErrors.push(err233);
}
errors++;
}
}
}
else {
const err234 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.type,parentSchema:schema11,data};
if(vErrors === null){
vErrors = [err234];
}
else {
vErrors.push(err234);
}
errors++;
}
validate10.errors = vErrors;
return errors === 0;
}

