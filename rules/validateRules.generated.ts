// Generated from chart/values.schema.json by `npm run generate`. Do not edit.
// @ts-nocheck: plain JavaScript as the schema compiler writes it.

import type { ValidateFunction } from "ajv";
import func2Module from "ajv/dist/runtime/ucs2length.js";
"use strict";
export const validateRules: ValidateFunction = validate10;
const schema11 = {"title":"Rules","type":"object","additionalProperties":false,"properties":{"enabled":{"type":"boolean"},"prometheusRule":{"type":"object","additionalProperties":false,"properties":{"enabled":{"type":"boolean"},"force":{"type":"boolean"},"namespace":{"$ref":"#/definitions/optionalName"},"labels":{"$ref":"#/definitions/labels"},"annotations":{"$ref":"#/definitions/annotations"}}},"vmRule":{"type":"object","additionalProperties":false,"properties":{"enabled":{"type":"boolean"},"force":{"type":"boolean"},"namespace":{"$ref":"#/definitions/optionalName"},"labels":{"$ref":"#/definitions/labels"},"annotations":{"$ref":"#/definitions/annotations"}}},"runbookUrl":{"type":"string"},"dashboardUrl":{"type":"string"},"additionalLabels":{"$ref":"#/definitions/ruleLabels"},"extraGroups":{"type":"array","items":{"$ref":"#/definitions/ruleGroup"}},"alerts":{"type":"object","additionalProperties":false,"properties":{"ImageAbsent":{"$ref":"#/definitions/alert0"},"ImagePullUnauthenticated":{"$ref":"#/definitions/alert0"},"ImagePullUnauthorized":{"$ref":"#/definitions/alert0"},"ImageNameInvalid":{"$ref":"#/definitions/alert0"},"ImageCheckUnknownError":{"$ref":"#/definitions/alert0"},"RegistryV1Unsupported":{"$ref":"#/definitions/alert0"},"RegistryUnavailable":{"$ref":"#/definitions/alert1"},"RegistryRateLimited":{"$ref":"#/definitions/alert0"},"RegistryQuotaLow":{"$ref":"#/definitions/alert2"},"ExporterDown":{"$ref":"#/definitions/alert0"},"ExporterNotReady":{"$ref":"#/definitions/alert0"},"ChecksStale":{"$ref":"#/definitions/alert0"},"RecheckWindowUnreachable":{"$ref":"#/definitions/alert2"},"InformerNotSynced":{"$ref":"#/definitions/alert0"},"PullSecretInvalid":{"$ref":"#/definitions/alert0"},"PullSecretMissing":{"$ref":"#/definitions/alert0"},"HighErrorRatio":{"$ref":"#/definitions/alert1"},"DeploymentImageUnavailable":{"$ref":"#/definitions/alert0"},"StatefulSetImageUnavailable":{"$ref":"#/definitions/alert0"},"DaemonSetImageUnavailable":{"$ref":"#/definitions/alert0"},"CronJobImageUnavailable":{"$ref":"#/definitions/alert0"}}}},"definitions":{"labels":{"type":"object","propertyNames":{"pattern":"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"},"additionalProperties":{"type":"string","pattern":"^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$"}},"annotations":{"type":"object","propertyNames":{"pattern":"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"},"additionalProperties":{"type":"string"}},"optionalName":{"type":"string","maxLength":253,"pattern":"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$"},"ruleDuration":{"type":"string","pattern":"^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$","x-expected":"a duration as Prometheus writes it, such as 10m or 1h30m"},"ruleSeverity":{"type":"string","pattern":"^[A-Za-z0-9_-]+$","x-expected":"a severity such as critical, warning or info"},"ruleLabels":{"type":"object","propertyNames":{"pattern":"^[a-zA-Z_][a-zA-Z0-9_]*$","not":{"enum":["alertname","severity"]},"x-expected":"a label's name other than alertname and severity"},"additionalProperties":{"type":"string"}},"ruleAnnotations":{"type":"object","propertyNames":{"pattern":"^[a-zA-Z_][a-zA-Z0-9_]*$","x-expected":"an annotation's name such as summary"},"additionalProperties":{"type":"string"}},"ruleGroup":{"type":"object","required":["name","rules"],"properties":{"name":{"type":"string","minLength":1},"rules":{"type":"array","items":{"type":"object"}}}},"alert0":{"type":"object","additionalProperties":false,"properties":{"enabled":{"type":"boolean"},"for":{"$ref":"#/definitions/ruleDuration"},"keepFiringFor":{"$ref":"#/definitions/ruleDuration"},"severity":{"$ref":"#/definitions/ruleSeverity"},"threshold":{"type":"number","minimum":1},"labels":{"$ref":"#/definitions/ruleLabels"},"annotations":{"$ref":"#/definitions/ruleAnnotations"}}},"alert1":{"type":"object","additionalProperties":false,"properties":{"enabled":{"type":"boolean"},"for":{"$ref":"#/definitions/ruleDuration"},"keepFiringFor":{"$ref":"#/definitions/ruleDuration"},"severity":{"$ref":"#/definitions/ruleSeverity"},"threshold":{"type":"number","minimum":0,"maximum":1},"labels":{"$ref":"#/definitions/ruleLabels"},"annotations":{"$ref":"#/definitions/ruleAnnotations"}}},"alert2":{"type":"object","additionalProperties":false,"properties":{"enabled":{"type":"boolean"},"for":{"$ref":"#/definitions/ruleDuration"},"keepFiringFor":{"$ref":"#/definitions/ruleDuration"},"severity":{"$ref":"#/definitions/ruleSeverity"},"threshold":{"type":"number","minimum":0},"labels":{"$ref":"#/definitions/ruleLabels"},"annotations":{"$ref":"#/definitions/ruleAnnotations"}}}}};
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


function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((((((key0 === "enabled") || (key0 === "prometheusRule")) || (key0 === "vmRule")) || (key0 === "runbookUrl")) || (key0 === "dashboardUrl")) || (key0 === "additionalLabels")) || (key0 === "extraGroups")) || (key0 === "alerts"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema11,data};
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
const err1 = {instancePath:instancePath+"/enabled",schemaPath:"#/properties/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.enabled.type,parentSchema:schema11.properties.enabled,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.prometheusRule !== undefined){
let data1 = data.prometheusRule;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
for(const key1 in data1){
if(!(((((key1 === "enabled") || (key1 === "force")) || (key1 === "namespace")) || (key1 === "labels")) || (key1 === "annotations"))){
const err2 = {instancePath:instancePath+"/prometheusRule",schemaPath:"#/properties/prometheusRule/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.prometheusRule,data:data1};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data1.enabled !== undefined){
let data2 = data1.enabled;
if(typeof data2 !== "boolean"){
const err3 = {instancePath:instancePath+"/prometheusRule/enabled",schemaPath:"#/properties/prometheusRule/properties/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.prometheusRule.properties.enabled.type,parentSchema:schema11.properties.prometheusRule.properties.enabled,data:data2};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data1.force !== undefined){
let data3 = data1.force;
if(typeof data3 !== "boolean"){
const err4 = {instancePath:instancePath+"/prometheusRule/force",schemaPath:"#/properties/prometheusRule/properties/force/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.prometheusRule.properties.force.type,parentSchema:schema11.properties.prometheusRule.properties.force,data:data3};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data1.namespace !== undefined){
let data4 = data1.namespace;
if(typeof data4 === "string"){
if(func2(data4) > 253){
const err5 = {instancePath:instancePath+"/prometheusRule/namespace",schemaPath:"#/definitions/optionalName/maxLength",keyword:"maxLength",params:{limit: 253},message:"must NOT have more than 253 characters",schema:253,parentSchema:schema12,data:data4};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(!pattern0.test(data4)){
const err6 = {instancePath:instancePath+"/prometheusRule/namespace",schemaPath:"#/definitions/optionalName/pattern",keyword:"pattern",params:{pattern: "^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$"},message:"must match pattern \""+"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$"+"\"",schema:"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$",parentSchema:schema12,data:data4};
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
const err7 = {instancePath:instancePath+"/prometheusRule/namespace",schemaPath:"#/definitions/optionalName/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema12.type,parentSchema:schema12,data:data4};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data1.labels !== undefined){
let data5 = data1.labels;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
for(const key2 in data5){
const _errs17 = errors;
if(typeof key2 === "string"){
if(!pattern1.test(key2)){
const err8 = {instancePath:instancePath+"/prometheusRule/labels",schemaPath:"#/definitions/labels/propertyNames/pattern",keyword:"pattern",params:{pattern: "^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"},message:"must match pattern \""+"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"+"\"",schema:"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$",parentSchema:schema13.propertyNames,data:key2,propertyName:key2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
var valid4 = _errs17 === errors;
if(!valid4){
const err9 = {instancePath:instancePath+"/prometheusRule/labels",schemaPath:"#/definitions/labels/propertyNames",keyword:"propertyNames",params:{propertyName: key2},message:"property name must be valid",schema:schema13.propertyNames,parentSchema:schema13,data:data5};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
for(const key3 in data5){
let data6 = data5[key3];
if(typeof data6 === "string"){
if(!pattern2.test(data6)){
const err10 = {instancePath:instancePath+"/prometheusRule/labels/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/labels/additionalProperties/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$"},message:"must match pattern \""+"^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$"+"\"",schema:"^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$",parentSchema:schema13.additionalProperties,data:data6};
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
const err11 = {instancePath:instancePath+"/prometheusRule/labels/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/labels/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema13.additionalProperties.type,parentSchema:schema13.additionalProperties,data:data6};
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
const err12 = {instancePath:instancePath+"/prometheusRule/labels",schemaPath:"#/definitions/labels/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema13.type,parentSchema:schema13,data:data5};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data1.annotations !== undefined){
let data7 = data1.annotations;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
for(const key4 in data7){
const _errs24 = errors;
if(typeof key4 === "string"){
if(!pattern1.test(key4)){
const err13 = {instancePath:instancePath+"/prometheusRule/annotations",schemaPath:"#/definitions/annotations/propertyNames/pattern",keyword:"pattern",params:{pattern: "^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"},message:"must match pattern \""+"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"+"\"",schema:"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$",parentSchema:schema14.propertyNames,data:key4,propertyName:key4};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
var valid7 = _errs24 === errors;
if(!valid7){
const err14 = {instancePath:instancePath+"/prometheusRule/annotations",schemaPath:"#/definitions/annotations/propertyNames",keyword:"propertyNames",params:{propertyName: key4},message:"property name must be valid",schema:schema14.propertyNames,parentSchema:schema14,data:data7};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
for(const key5 in data7){
let data8 = data7[key5];
if(typeof data8 !== "string"){
const err15 = {instancePath:instancePath+"/prometheusRule/annotations/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/annotations/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.additionalProperties.type,parentSchema:schema14.additionalProperties,data:data8};
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
const err16 = {instancePath:instancePath+"/prometheusRule/annotations",schemaPath:"#/definitions/annotations/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema14.type,parentSchema:schema14,data:data7};
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
const err17 = {instancePath:instancePath+"/prometheusRule",schemaPath:"#/properties/prometheusRule/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.prometheusRule.type,parentSchema:schema11.properties.prometheusRule,data:data1};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data.vmRule !== undefined){
let data9 = data.vmRule;
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
for(const key6 in data9){
if(!(((((key6 === "enabled") || (key6 === "force")) || (key6 === "namespace")) || (key6 === "labels")) || (key6 === "annotations"))){
const err18 = {instancePath:instancePath+"/vmRule",schemaPath:"#/properties/vmRule/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.vmRule,data:data9};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data9.enabled !== undefined){
let data10 = data9.enabled;
if(typeof data10 !== "boolean"){
const err19 = {instancePath:instancePath+"/vmRule/enabled",schemaPath:"#/properties/vmRule/properties/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.vmRule.properties.enabled.type,parentSchema:schema11.properties.vmRule.properties.enabled,data:data10};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data9.force !== undefined){
let data11 = data9.force;
if(typeof data11 !== "boolean"){
const err20 = {instancePath:instancePath+"/vmRule/force",schemaPath:"#/properties/vmRule/properties/force/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.vmRule.properties.force.type,parentSchema:schema11.properties.vmRule.properties.force,data:data11};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data9.namespace !== undefined){
let data12 = data9.namespace;
if(typeof data12 === "string"){
if(func2(data12) > 253){
const err21 = {instancePath:instancePath+"/vmRule/namespace",schemaPath:"#/definitions/optionalName/maxLength",keyword:"maxLength",params:{limit: 253},message:"must NOT have more than 253 characters",schema:253,parentSchema:schema12,data:data12};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(!pattern0.test(data12)){
const err22 = {instancePath:instancePath+"/vmRule/namespace",schemaPath:"#/definitions/optionalName/pattern",keyword:"pattern",params:{pattern: "^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$"},message:"must match pattern \""+"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$"+"\"",schema:"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$",parentSchema:schema12,data:data12};
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
const err23 = {instancePath:instancePath+"/vmRule/namespace",schemaPath:"#/definitions/optionalName/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema12.type,parentSchema:schema12,data:data12};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data9.labels !== undefined){
let data13 = data9.labels;
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
for(const key7 in data13){
const _errs41 = errors;
if(typeof key7 === "string"){
if(!pattern1.test(key7)){
const err24 = {instancePath:instancePath+"/vmRule/labels",schemaPath:"#/definitions/labels/propertyNames/pattern",keyword:"pattern",params:{pattern: "^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"},message:"must match pattern \""+"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"+"\"",schema:"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$",parentSchema:schema13.propertyNames,data:key7,propertyName:key7};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
var valid12 = _errs41 === errors;
if(!valid12){
const err25 = {instancePath:instancePath+"/vmRule/labels",schemaPath:"#/definitions/labels/propertyNames",keyword:"propertyNames",params:{propertyName: key7},message:"property name must be valid",schema:schema13.propertyNames,parentSchema:schema13,data:data13};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
for(const key8 in data13){
let data14 = data13[key8];
if(typeof data14 === "string"){
if(!pattern2.test(data14)){
const err26 = {instancePath:instancePath+"/vmRule/labels/" + key8.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/labels/additionalProperties/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$"},message:"must match pattern \""+"^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$"+"\"",schema:"^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$",parentSchema:schema13.additionalProperties,data:data14};
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
const err27 = {instancePath:instancePath+"/vmRule/labels/" + key8.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/labels/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema13.additionalProperties.type,parentSchema:schema13.additionalProperties,data:data14};
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
const err28 = {instancePath:instancePath+"/vmRule/labels",schemaPath:"#/definitions/labels/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema13.type,parentSchema:schema13,data:data13};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data9.annotations !== undefined){
let data15 = data9.annotations;
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
for(const key9 in data15){
const _errs48 = errors;
if(typeof key9 === "string"){
if(!pattern1.test(key9)){
const err29 = {instancePath:instancePath+"/vmRule/annotations",schemaPath:"#/definitions/annotations/propertyNames/pattern",keyword:"pattern",params:{pattern: "^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"},message:"must match pattern \""+"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"+"\"",schema:"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$",parentSchema:schema14.propertyNames,data:key9,propertyName:key9};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
var valid15 = _errs48 === errors;
if(!valid15){
const err30 = {instancePath:instancePath+"/vmRule/annotations",schemaPath:"#/definitions/annotations/propertyNames",keyword:"propertyNames",params:{propertyName: key9},message:"property name must be valid",schema:schema14.propertyNames,parentSchema:schema14,data:data15};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
for(const key10 in data15){
let data16 = data15[key10];
if(typeof data16 !== "string"){
const err31 = {instancePath:instancePath+"/vmRule/annotations/" + key10.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/annotations/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.additionalProperties.type,parentSchema:schema14.additionalProperties,data:data16};
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
const err32 = {instancePath:instancePath+"/vmRule/annotations",schemaPath:"#/definitions/annotations/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema14.type,parentSchema:schema14,data:data15};
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
const err33 = {instancePath:instancePath+"/vmRule",schemaPath:"#/properties/vmRule/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.vmRule.type,parentSchema:schema11.properties.vmRule,data:data9};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data.runbookUrl !== undefined){
let data17 = data.runbookUrl;
if(typeof data17 !== "string"){
const err34 = {instancePath:instancePath+"/runbookUrl",schemaPath:"#/properties/runbookUrl/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.runbookUrl.type,parentSchema:schema11.properties.runbookUrl,data:data17};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data.dashboardUrl !== undefined){
let data18 = data.dashboardUrl;
if(typeof data18 !== "string"){
const err35 = {instancePath:instancePath+"/dashboardUrl",schemaPath:"#/properties/dashboardUrl/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.dashboardUrl.type,parentSchema:schema11.properties.dashboardUrl,data:data18};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data.additionalLabels !== undefined){
let data19 = data.additionalLabels;
if(data19 && typeof data19 == "object" && !Array.isArray(data19)){
for(const key11 in data19){
const _errs59 = errors;
const _errs60 = errors;
const _errs61 = errors;
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
var valid19 = _errs61 === errors;
if(valid19){
const err37 = {instancePath:instancePath+"/additionalLabels",schemaPath:"#/definitions/ruleLabels/propertyNames/not",keyword:"not",params:{},message:"must NOT be valid",schema:schema18.propertyNames.not,parentSchema:schema18.propertyNames,data:key11,propertyName:key11};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
else {
errors = _errs60;
if(vErrors !== null){
if(_errs60){
vErrors.length = _errs60;
}
else {
vErrors = null;
}
}
}
if(typeof key11 === "string"){
if(!pattern8.test(key11)){
const err38 = {instancePath:instancePath+"/additionalLabels",schemaPath:"#/definitions/ruleLabels/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[a-zA-Z_][a-zA-Z0-9_]*$"},message:"must match pattern \""+"^[a-zA-Z_][a-zA-Z0-9_]*$"+"\"",schema:"^[a-zA-Z_][a-zA-Z0-9_]*$",parentSchema:schema18.propertyNames,data:key11,propertyName:key11};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
var valid18 = _errs59 === errors;
if(!valid18){
const err39 = {instancePath:instancePath+"/additionalLabels",schemaPath:"#/definitions/ruleLabels/propertyNames",keyword:"propertyNames",params:{propertyName: key11},message:"property name must be valid",schema:schema18.propertyNames,parentSchema:schema18,data:data19};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
for(const key12 in data19){
let data20 = data19[key12];
if(typeof data20 !== "string"){
const err40 = {instancePath:instancePath+"/additionalLabels/" + key12.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/ruleLabels/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema18.additionalProperties.type,parentSchema:schema18.additionalProperties,data:data20};
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
const err41 = {instancePath:instancePath+"/additionalLabels",schemaPath:"#/definitions/ruleLabels/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema18.type,parentSchema:schema18,data:data19};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data.extraGroups !== undefined){
let data21 = data.extraGroups;
if(Array.isArray(data21)){
const len0 = data21.length;
for(let i0=0; i0<len0; i0++){
let data22 = data21[i0];
if(data22 && typeof data22 == "object" && !Array.isArray(data22)){
if(data22.name === undefined){
const err42 = {instancePath:instancePath+"/extraGroups/" + i0,schemaPath:"#/definitions/ruleGroup/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema19.required,parentSchema:schema19,data:data22};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
if(data22.rules === undefined){
const err43 = {instancePath:instancePath+"/extraGroups/" + i0,schemaPath:"#/definitions/ruleGroup/required",keyword:"required",params:{missingProperty: "rules"},message:"must have required property '"+"rules"+"'",schema:schema19.required,parentSchema:schema19,data:data22};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
if(data22.name !== undefined){
let data23 = data22.name;
if(typeof data23 === "string"){
if(func2(data23) < 1){
const err44 = {instancePath:instancePath+"/extraGroups/" + i0+"/name",schemaPath:"#/definitions/ruleGroup/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema19.properties.name,data:data23};
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
const err45 = {instancePath:instancePath+"/extraGroups/" + i0+"/name",schemaPath:"#/definitions/ruleGroup/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema19.properties.name.type,parentSchema:schema19.properties.name,data:data23};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
if(data22.rules !== undefined){
let data24 = data22.rules;
if(Array.isArray(data24)){
const len1 = data24.length;
for(let i1=0; i1<len1; i1++){
let data25 = data24[i1];
if(!(data25 && typeof data25 == "object" && !Array.isArray(data25))){
const err46 = {instancePath:instancePath+"/extraGroups/" + i0+"/rules/" + i1,schemaPath:"#/definitions/ruleGroup/properties/rules/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema19.properties.rules.items.type,parentSchema:schema19.properties.rules.items,data:data25};
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
const err47 = {instancePath:instancePath+"/extraGroups/" + i0+"/rules",schemaPath:"#/definitions/ruleGroup/properties/rules/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema19.properties.rules.type,parentSchema:schema19.properties.rules,data:data24};
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
const err48 = {instancePath:instancePath+"/extraGroups/" + i0,schemaPath:"#/definitions/ruleGroup/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema19.type,parentSchema:schema19,data:data22};
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
const err49 = {instancePath:instancePath+"/extraGroups",schemaPath:"#/properties/extraGroups/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.extraGroups.type,parentSchema:schema11.properties.extraGroups,data:data21};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
if(data.alerts !== undefined){
let data26 = data.alerts;
if(data26 && typeof data26 == "object" && !Array.isArray(data26)){
for(const key13 in data26){
if(!(func5.call(schema11.properties.alerts.properties, key13))){
const err50 = {instancePath:instancePath+"/alerts",schemaPath:"#/properties/alerts/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key13},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.alerts,data:data26};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
if(data26.ImageAbsent !== undefined){
if(!(validate11(data26.ImageAbsent, {instancePath:instancePath+"/alerts/ImageAbsent",parentData:data26,parentDataProperty:"ImageAbsent",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data26.ImagePullUnauthenticated !== undefined){
if(!(validate11(data26.ImagePullUnauthenticated, {instancePath:instancePath+"/alerts/ImagePullUnauthenticated",parentData:data26,parentDataProperty:"ImagePullUnauthenticated",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data26.ImagePullUnauthorized !== undefined){
if(!(validate11(data26.ImagePullUnauthorized, {instancePath:instancePath+"/alerts/ImagePullUnauthorized",parentData:data26,parentDataProperty:"ImagePullUnauthorized",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data26.ImageNameInvalid !== undefined){
if(!(validate11(data26.ImageNameInvalid, {instancePath:instancePath+"/alerts/ImageNameInvalid",parentData:data26,parentDataProperty:"ImageNameInvalid",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data26.ImageCheckUnknownError !== undefined){
if(!(validate11(data26.ImageCheckUnknownError, {instancePath:instancePath+"/alerts/ImageCheckUnknownError",parentData:data26,parentDataProperty:"ImageCheckUnknownError",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data26.RegistryV1Unsupported !== undefined){
if(!(validate11(data26.RegistryV1Unsupported, {instancePath:instancePath+"/alerts/RegistryV1Unsupported",parentData:data26,parentDataProperty:"RegistryV1Unsupported",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data26.RegistryUnavailable !== undefined){
if(!(validate18(data26.RegistryUnavailable, {instancePath:instancePath+"/alerts/RegistryUnavailable",parentData:data26,parentDataProperty:"RegistryUnavailable",rootData}))){
vErrors = vErrors === null ? validate18.errors : vErrors.concat(validate18.errors);
errors = vErrors.length;
}
}
if(data26.RegistryRateLimited !== undefined){
if(!(validate11(data26.RegistryRateLimited, {instancePath:instancePath+"/alerts/RegistryRateLimited",parentData:data26,parentDataProperty:"RegistryRateLimited",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data26.RegistryQuotaLow !== undefined){
if(!(validate21(data26.RegistryQuotaLow, {instancePath:instancePath+"/alerts/RegistryQuotaLow",parentData:data26,parentDataProperty:"RegistryQuotaLow",rootData}))){
vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
errors = vErrors.length;
}
}
if(data26.ExporterDown !== undefined){
if(!(validate11(data26.ExporterDown, {instancePath:instancePath+"/alerts/ExporterDown",parentData:data26,parentDataProperty:"ExporterDown",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data26.ExporterNotReady !== undefined){
if(!(validate11(data26.ExporterNotReady, {instancePath:instancePath+"/alerts/ExporterNotReady",parentData:data26,parentDataProperty:"ExporterNotReady",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data26.ChecksStale !== undefined){
if(!(validate11(data26.ChecksStale, {instancePath:instancePath+"/alerts/ChecksStale",parentData:data26,parentDataProperty:"ChecksStale",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data26.RecheckWindowUnreachable !== undefined){
if(!(validate21(data26.RecheckWindowUnreachable, {instancePath:instancePath+"/alerts/RecheckWindowUnreachable",parentData:data26,parentDataProperty:"RecheckWindowUnreachable",rootData}))){
vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
errors = vErrors.length;
}
}
if(data26.InformerNotSynced !== undefined){
if(!(validate11(data26.InformerNotSynced, {instancePath:instancePath+"/alerts/InformerNotSynced",parentData:data26,parentDataProperty:"InformerNotSynced",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data26.PullSecretInvalid !== undefined){
if(!(validate11(data26.PullSecretInvalid, {instancePath:instancePath+"/alerts/PullSecretInvalid",parentData:data26,parentDataProperty:"PullSecretInvalid",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data26.PullSecretMissing !== undefined){
if(!(validate11(data26.PullSecretMissing, {instancePath:instancePath+"/alerts/PullSecretMissing",parentData:data26,parentDataProperty:"PullSecretMissing",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data26.HighErrorRatio !== undefined){
if(!(validate18(data26.HighErrorRatio, {instancePath:instancePath+"/alerts/HighErrorRatio",parentData:data26,parentDataProperty:"HighErrorRatio",rootData}))){
vErrors = vErrors === null ? validate18.errors : vErrors.concat(validate18.errors);
errors = vErrors.length;
}
}
if(data26.DeploymentImageUnavailable !== undefined){
if(!(validate11(data26.DeploymentImageUnavailable, {instancePath:instancePath+"/alerts/DeploymentImageUnavailable",parentData:data26,parentDataProperty:"DeploymentImageUnavailable",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data26.StatefulSetImageUnavailable !== undefined){
if(!(validate11(data26.StatefulSetImageUnavailable, {instancePath:instancePath+"/alerts/StatefulSetImageUnavailable",parentData:data26,parentDataProperty:"StatefulSetImageUnavailable",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data26.DaemonSetImageUnavailable !== undefined){
if(!(validate11(data26.DaemonSetImageUnavailable, {instancePath:instancePath+"/alerts/DaemonSetImageUnavailable",parentData:data26,parentDataProperty:"DaemonSetImageUnavailable",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data26.CronJobImageUnavailable !== undefined){
if(!(validate11(data26.CronJobImageUnavailable, {instancePath:instancePath+"/alerts/CronJobImageUnavailable",parentData:data26,parentDataProperty:"CronJobImageUnavailable",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
}
else {
const err51 = {instancePath:instancePath+"/alerts",schemaPath:"#/properties/alerts/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.alerts.type,parentSchema:schema11.properties.alerts,data:data26};
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
const err52 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.type,parentSchema:schema11,data};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
validate10.errors = vErrors;
return errors === 0;
}

