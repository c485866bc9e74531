// Generated from chart/values.schema.json by `npm run generate`. Do not edit.
// @ts-nocheck: plain JavaScript as the schema compiler writes it.

import type { ValidateFunction } from "ajv";
import func0Module from "ajv/dist/runtime/equal.js";
import func5Module from "ajv/dist/runtime/ucs2length.js";
"use strict";
export const validateDocument: ValidateFunction = validate10;
const schema11 = {"title":"Configuration","type":"object","additionalProperties":false,"properties":{"server":{"title":"Server","type":"object","additionalProperties":false,"default":{},"properties":{"bindAddress":{"type":"string","pattern":"^(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9._-]*):([0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$","default":":8080","x-expected":"an address such as :8080, 127.0.0.1:8080 or [::1]:8080","x-flag":"bind-address"},"webConfigFile":{"type":"string","default":"","x-file":true,"x-flag":"web.config.file"},"shutdownDelay":{"$ref":"#/definitions/duration","default":"5s","x-maximum":"10m"},"shutdownTimeout":{"$ref":"#/definitions/duration","default":"20s","x-maximum":"10m"}}},"log":{"title":"Logging","type":"object","additionalProperties":false,"default":{},"properties":{"level":{"type":"string","enum":["debug","info","warn","error"],"default":"info"},"format":{"type":"string","enum":["auto","json","pretty"],"default":"auto"}}},"kubernetes":{"title":"Kubernetes API","type":"object","additionalProperties":false,"default":{},"properties":{"kubeconfig":{"type":"string","default":"","x-file":true,"x-flag":"kubeconfig"},"context":{"type":"string","default":"","x-flag":"context"}}},"workloads":{"title":"Workloads","type":"object","additionalProperties":false,"default":{},"properties":{"kinds":{"type":"array","items":{"type":"string","enum":["Deployment","StatefulSet","DaemonSet","CronJob","Job","ReplicaSet","ReplicationController","Pod"]},"uniqueItems":true,"default":["Deployment","StatefulSet","DaemonSet","CronJob"]},"custom":{"type":"array","items":{"title":"CustomWorkload","type":"object","additionalProperties":false,"required":["group","version","resource","kind"],"properties":{"group":{"type":"string","pattern":"^([a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*)?$","x-expected":"an API group such as argoproj.io"},"version":{"type":"string","pattern":"^v[0-9]+((alpha|beta)[0-9]+)?$","x-expected":"an API version such as v1 or v1alpha1"},"resource":{"type":"string","pattern":"^[a-z0-9]([a-z0-9-]*[a-z0-9])?$","x-expected":"a resource's plural name in lower case such as rollouts"},"kind":{"type":"string","pattern":"^[A-Z][A-Za-z0-9]*$","x-expected":"a kind such as Rollout"},"templatePaths":{"type":"array","items":{"type":"string","pattern":"^[^.\\s]+(\\.[^.\\s]+)*$","x-expected":"a path such as spec.template or spec.pods.*.template"},"minItems":1,"uniqueItems":true,"default":["spec.template"]}}},"default":[]},"includeDisabled":{"type":"array","items":{"type":"string","pattern":"^(\\*|[A-Za-z][A-Za-z0-9]*)$","x-expected":"a kind such as Deployment, or *"},"uniqueItems":true,"default":[],"x-flag":"force-check-disabled-controllers"}}},"namespaces":{"title":"Namespaces","type":"object","additionalProperties":false,"default":{},"properties":{"include":{"type":"array","items":{"$ref":"#/definitions/namespace"},"uniqueItems":true,"default":[]},"exclude":{"type":"array","items":{"$ref":"#/definitions/namespace"},"uniqueItems":true,"default":[]},"selector":{"type":"string","pattern":"^(\\s*((!\\s*)?([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?|([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?\\s*(=|==|!=)(\\s*[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?|([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?\\s+(in|notin)\\s*\\((\\s*[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?\\s*(,(\\s*[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?\\s*)*\\))\\s*(,\\s*((!\\s*)?([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?|([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?\\s*(=|==|!=)(\\s*[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?|([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?\\s+(in|notin)\\s*\\((\\s*[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?\\s*(,(\\s*[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?\\s*)*\\))\\s*)*)?$","default":"","x-expected":"a label selector such as env=prod,tier in (web,api),!legacy"},"label":{"type":"string","pattern":"^(([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$","default":"","x-expected":"a label key such as example.com/team","x-flag":"namespace-label"}},"if":{"required":["include"],"properties":{"include":{"type":"array","minItems":1}}},"then":{"properties":{"selector":{"const":"","x-expected":"no selector where namespaces.include is set (labels of namespaces cannot be read with a Role per namespace)"},"label":{"const":"","x-expected":"no label where namespaces.include is set (labels of namespaces cannot be read with a Role per namespace)"}}}},"images":{"title":"Images","type":"object","additionalProperties":false,"default":{},"properties":{"ignored":{"type":"array","items":{"type":"string","minLength":1},"default":[],"x-flag":"ignored-images","x-separator":"~"},"allowed":{"type":"array","items":{"type":"string","minLength":1},"default":[],"x-flag":"allowed-images","x-separator":"~"},"defaultRegistry":{"type":"string","pattern":"^((\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?)(:[0-9]{1,5})?)?$","default":"docker.io","x-expected":"a registry's host without https://, such as registry.example.com:5000","x-flag":"default-registry"},"mirrors":{"type":"array","items":{"title":"MirrorRule","type":"object","additionalProperties":false,"required":["prefix","mirrors"],"properties":{"prefix":{"$ref":"#/definitions/registryPath"},"mirrors":{"type":"array","items":{"$ref":"#/definitions/registryPath"},"minItems":1},"fallback":{"type":"boolean","default":true}}},"default":[],"x-pair-flag":"image-mirror"}}},"registries":{"title":"Registries","type":"object","additionalProperties":false,"default":{},"properties":{"dockerConfigFile":{"type":"string","default":"","x-file":true},"plainHttp":{"type":"boolean","default":false},"allowPlainHttp":{"type":"boolean","default":false,"x-flag":"allow-plain-http"},"insecureSkipVerify":{"type":"boolean","default":false,"x-flag":"skip-registry-cert-verification"},"caFiles":{"type":"array","items":{"type":"string","minLength":1},"default":[],"x-file":true,"x-flag":"capath"},"concurrency":{"type":"integer","minimum":1,"maximum":1000,"default":16},"requestsPerSecond":{"type":"number","minimum":0.01,"maximum":10000,"default":50},"timeout":{"$ref":"#/definitions/duration","default":"15s","x-minimum":"100ms","x-maximum":"5m"},"maxRetryAfter":{"$ref":"#/definitions/duration","default":"15m","x-minimum":"1s","x-maximum":"24h"},"allowedNetworks":{"type":"array","items":{"type":"string","pattern":"^((25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(\\.(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])){3}/(3[0-2]|[12]?[0-9])|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*/(12[0-8]|1[01][0-9]|[1-9]?[0-9]))$","x-expected":"a network such as 169.254.20.0/24 or fe80::/10"},"default":[]},"hosts":{"type":"object","propertyNames":{"pattern":"^(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9*]([A-Za-z0-9.*-]*[A-Za-z0-9*])?)(:[0-9]{1,5})?$","x-expected":"a registry's host[:port] or a glob such as *.example.com:5000"},"additionalProperties":{"title":"RegistryHost","type":"object","additionalProperties":false,"properties":{"plainHttp":{"type":"boolean"},"insecureSkipVerify":{"type":"boolean"},"caFile":{"type":"string","minLength":1,"x-file":true},"concurrency":{"type":"integer","minimum":1,"maximum":1000},"requestsPerSecond":{"type":"number","minimum":0.01,"maximum":10000},"timeout":{"$ref":"#/definitions/duration","x-minimum":"100ms","x-maximum":"5m"}}},"default":{"docker.io":{"requestsPerSecond":10}}}}},"secrets":{"title":"Pull secrets","type":"object","additionalProperties":false,"default":{},"properties":{"mode":{"type":"string","enum":["cluster","namespaced","off"],"default":"cluster"}}},"schedule":{"title":"Schedule","type":"object","additionalProperties":false,"default":{},"properties":{"checkPeriod":{"$ref":"#/definitions/duration","default":"15s","x-minimum":"100ms","x-maximum":"24h","x-flag":["check-interval","check-period"]},"recheckWindow":{"$ref":"#/definitions/duration","default":"10m","x-minimum":"1s","x-maximum":"168h"},"failedRecheckPeriod":{"$ref":"#/definitions/duration","default":"1m","x-minimum":"100ms","x-maximum":"24h"}}},"metrics":{"title":"Metrics","type":"object","additionalProperties":false,"default":{},"properties":{"names":{"type":"string","enum":["kind-in-name","kind-label","both"],"default":"both"},"zeros":{"type":"boolean","default":false},"imageLastCheck":{"type":"boolean","default":true},"ownerLabels":{"type":"array","items":{"type":"string","pattern":"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$","x-expected":"a label key such as example.com/team"},"uniqueItems":true,"default":[]},"maxRegistries":{"type":"integer","minimum":1,"maximum":10000,"default":200}}},"hygiene":{"title":"Hygiene","type":"object","additionalProperties":false,"default":{},"properties":{"pullSecrets":{"type":"boolean","default":false},"workloads":{"type":"boolean","default":false}}},"sharding":{"title":"Sharding","type":"object","additionalProperties":false,"default":{},"properties":{"shards":{"type":"integer","minimum":1,"maximum":1000,"default":1},"shard":{"type":"integer","minimum":-1,"maximum":999,"default":-1}}}},"definitions":{"duration":{"type":"string","pattern":"^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$","x-type":"duration","x-expected":"a duration such as 15s, 1m30s or 500ms"},"namespace":{"type":"string","pattern":"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$","x-expected":"a namespace's name"},"registryPath":{"type":"string","pattern":"^(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?)(:[0-9]{1,5})?(/[a-z0-9]+([._-]+[a-z0-9]+)*)*/?$","x-expected":"a registry, optionally with a path, without https://, such as docker.io or docker.io/library"}}};
const schema12 = {"type":"string","pattern":"^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$","x-type":"duration","x-expected":"a duration such as 15s, 1m30s or 500ms"};
const schema14 = {"type":"string","pattern":"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$","x-expected":"a namespace's name"};
const schema16 = {"type":"string","pattern":"^(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?)(:[0-9]{1,5})?(/[a-z0-9]+([._-]+[a-z0-9]+)*)*/?$","x-expected":"a registry, optionally with a path, without https://, such as docker.io or docker.io/library"};
const func2 = Object.prototype.hasOwnProperty;
const func0 = func0Module.default;
const func5 = func5Module.default;
const pattern0 = new RegExp("^(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9._-]*):([0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$", "");
const pattern1 = new RegExp("^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$", "");
const pattern3 = new RegExp("^([a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*)?$", "");
const pattern4 = new RegExp("^v[0-9]+((alpha|beta)[0-9]+)?$", "");
const pattern5 = new RegExp("^[a-z0-9]([a-z0-9-]*[a-z0-9])?$", "");
const pattern6 = new RegExp("^[A-Z][A-Za-z0-9]*$", "");
const pattern7 = new RegExp("^[^.\\s]+(\\.[^.\\s]+)*$", "");
const pattern8 = new RegExp("^(\\*|[A-Za-z][A-Za-z0-9]*)$", "");
const pattern9 = new RegExp("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", "");
const pattern11 = new RegExp("^(\\s*((!\\s*)?([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?|([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?\\s*(=|==|!=)(\\s*[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?|([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?\\s+(in|notin)\\s*\\((\\s*[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?\\s*(,(\\s*[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?\\s*)*\\))\\s*(,\\s*((!\\s*)?([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?|([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?\\s*(=|==|!=)(\\s*[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?|([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?\\s+(in|notin)\\s*\\((\\s*[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?\\s*(,(\\s*[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?\\s*)*\\))\\s*)*)?$", "");
const pattern12 = new RegExp("^(([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$", "");
const pattern13 = new RegExp("^((\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?)(:[0-9]{1,5})?)?$", "");
const pattern14 = new RegExp("^(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?)(:[0-9]{1,5})?(/[a-z0-9]+([._-]+[a-z0-9]+)*)*/?$", "");
const pattern18 = new RegExp("^((25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(\\.(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])){3}/(3[0-2]|[12]?[0-9])|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*/(12[0-8]|1[01][0-9]|[1-9]?[0-9]))$", "");
const pattern19 = new RegExp("^(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9*]([A-Za-z0-9.*-]*[A-Za-z0-9*])?)(:[0-9]{1,5})?$", "");
const pattern24 = new RegExp("^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$", "");

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.server === undefined){
data.server = {};
}
if(data.log === undefined){
data.log = {};
}
if(data.kubernetes === undefined){
data.kubernetes = {};
}
if(data.workloads === undefined){
data.workloads = {};
}
if(data.namespaces === undefined){
data.namespaces = {};
}
if(data.images === undefined){
data.images = {};
}
if(data.registries === undefined){
data.registries = {};
}
if(data.secrets === undefined){
data.secrets = {};
}
if(data.schedule === undefined){
data.schedule = {};
}
if(data.metrics === undefined){
data.metrics = {};
}
if(data.hygiene === undefined){
data.hygiene = {};
}
if(data.sharding === undefined){
data.sharding = {};
}
for(const key0 in data){
if(!(func2.call(schema11.properties, key0))){
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
let data0 = data.server;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.bindAddress === undefined){
data0.bindAddress = ":8080";
}
if(data0.webConfigFile === undefined){
data0.webConfigFile = "";
}
if(data0.shutdownDelay === undefined){
data0.shutdownDelay = "5s";
}
if(data0.shutdownTimeout === undefined){
data0.shutdownTimeout = "20s";
}
for(const key1 in data0){
if(!((((key1 === "bindAddress") || (key1 === "webConfigFile")) || (key1 === "shutdownDelay")) || (key1 === "shutdownTimeout"))){
const err1 = {instancePath:instancePath+"/server",schemaPath:"#/properties/server/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.server,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
let data1 = data0.bindAddress;
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
const err2 = {instancePath:instancePath+"/server/bindAddress",schemaPath:"#/properties/server/properties/bindAddress/pattern",keyword:"pattern",params:{pattern: "^(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9._-]*):([0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$"},message:"must match pattern \""+"^(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9._-]*):([0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$"+"\"",schema:"^(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9._-]*):([0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$",parentSchema:schema11.properties.server.properties.bindAddress,data:data1};
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
const err3 = {instancePath:instancePath+"/server/bindAddress",schemaPath:"#/properties/server/properties/bindAddress/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.server.properties.bindAddress.type,parentSchema:schema11.properties.server.properties.bindAddress,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
let data2 = data0.webConfigFile;
if(typeof data2 !== "string"){
const err4 = {instancePath:instancePath+"/server/webConfigFile",schemaPath:"#/properties/server/properties/webConfigFile/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.server.properties.webConfigFile.type,parentSchema:schema11.properties.server.properties.webConfigFile,data:data2};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
let data3 = data0.shutdownDelay;
if(typeof data3 === "string"){
if(!pattern1.test(data3)){
const err5 = {instancePath:instancePath+"/server/shutdownDelay",schemaPath:"#/definitions/duration/pattern",keyword:"pattern",params:{pattern: "^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$"},message:"must match pattern \""+"^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$"+"\"",schema:"^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$",parentSchema:schema12,data:data3};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/server/shutdownDelay",schemaPath:"#/definitions/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema12.type,parentSchema:schema12,data:data3};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
let data4 = data0.shutdownTimeout;
if(typeof data4 === "string"){
if(!pattern1.test(data4)){
const err7 = {instancePath:instancePath+"/server/shutdownTimeout",schemaPath:"#/definitions/duration/pattern",keyword:"pattern",params:{pattern: "^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$"},message:"must match pattern \""+"^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$"+"\"",schema:"^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$",parentSchema:schema12,data:data4};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/server/shutdownTimeout",schemaPath:"#/definitions/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema12.type,parentSchema:schema12,data:data4};
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
const err9 = {instancePath:instancePath+"/server",schemaPath:"#/properties/server/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.server.type,parentSchema:schema11.properties.server,data:data0};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
let data5 = data.log;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
if(data5.level === undefined){
data5.level = "info";
}
if(data5.format === undefined){
data5.format = "auto";
}
for(const key2 in data5){
if(!((key2 === "level") || (key2 === "format"))){
const err10 = {instancePath:instancePath+"/log",schemaPath:"#/properties/log/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.log,data:data5};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
let data6 = data5.level;
if(typeof data6 !== "string"){
const err11 = {instancePath:instancePath+"/log/level",schemaPath:"#/properties/log/properties/level/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.log.properties.level.type,parentSchema:schema11.properties.log.properties.level,data:data6};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(!((((data6 === "debug") || (data6 === "info")) || (data6 === "warn")) || (data6 === "error"))){
const err12 = {instancePath:instancePath+"/log/level",schemaPath:"#/properties/log/properties/level/enum",keyword:"enum",params:{allowedValues: schema11.properties.log.properties.level.enum},message:"must be equal to one of the allowed values",schema:schema11.properties.log.properties.level.enum,parentSchema:schema11.properties.log.properties.level,data:data6};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
let data7 = data5.format;
if(typeof data7 !== "string"){
const err13 = {instancePath:instancePath+"/log/format",schemaPath:"#/properties/log/properties/format/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.log.properties.format.type,parentSchema:schema11.properties.log.properties.format,data:data7};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(!(((data7 === "auto") || (data7 === "json")) || (data7 === "pretty"))){
const err14 = {instancePath:instancePath+"/log/format",schemaPath:"#/properties/log/properties/format/enum",keyword:"enum",params:{allowedValues: schema11.properties.log.properties.format.enum},message:"must be equal to one of the allowed values",schema:schema11.properties.log.properties.format.enum,parentSchema:schema11.properties.log.properties.format,data:data7};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/log",schemaPath:"#/properties/log/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.log.type,parentSchema:schema11.properties.log,data:data5};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
let data8 = data.kubernetes;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.kubeconfig === undefined){
data8.kubeconfig = "";
}
if(data8.context === undefined){
data8.context = "";
}
for(const key3 in data8){
if(!((key3 === "kubeconfig") || (key3 === "context"))){
const err16 = {instancePath:instancePath+"/kubernetes",schemaPath:"#/properties/kubernetes/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.kubernetes,data:data8};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
let data9 = data8.kubeconfig;
if(typeof data9 !== "string"){
const err17 = {instancePath:instancePath+"/kubernetes/kubeconfig",schemaPath:"#/properties/kubernetes/properties/kubeconfig/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.kubernetes.properties.kubeconfig.type,parentSchema:schema11.properties.kubernetes.properties.kubeconfig,data:data9};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
let data10 = data8.context;
if(typeof data10 !== "string"){
const err18 = {instancePath:instancePath+"/kubernetes/context",schemaPath:"#/properties/kubernetes/properties/context/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.kubernetes.properties.context.type,parentSchema:schema11.properties.kubernetes.properties.context,data:data10};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
else {
const err19 = {instancePath:instancePath+"/kubernetes",schemaPath:"#/properties/kubernetes/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.kubernetes.type,parentSchema:schema11.properties.kubernetes,data:data8};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
let data11 = data.workloads;
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
if(data11.kinds === undefined){
data11.kinds = ["Deployment","StatefulSet","DaemonSet","CronJob"];
}
if(data11.custom === undefined){
data11.custom = [];
}
if(data11.includeDisabled === undefined){
data11.includeDisabled = [];
}
for(const key4 in data11){
if(!(((key4 === "kinds") || (key4 === "custom")) || (key4 === "includeDisabled"))){
const err20 = {instancePath:instancePath+"/workloads",schemaPath:"#/properties/workloads/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.workloads,data:data11};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
let data12 = data11.kinds;
if(Array.isArray(data12)){
const len0 = data12.length;
for(let i0=0; i0<len0; i0++){
let data13 = data12[i0];
if(typeof data13 !== "string"){
const err21 = {instancePath:instancePath+"/workloads/kinds/" + i0,schemaPath:"#/properties/workloads/properties/kinds/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.workloads.properties.kinds.items.type,parentSchema:schema11.properties.workloads.properties.kinds.items,data:data13};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(!((((((((data13 === "Deployment") || (data13 === "StatefulSet")) || (data13 === "DaemonSet")) || (data13 === "CronJob")) || (data13 === "Job")) || (data13 === "ReplicaSet")) || (data13 === "ReplicationController")) || (data13 === "Pod"))){
const err22 = {instancePath:instancePath+"/workloads/kinds/" + i0,schemaPath:"#/properties/workloads/properties/kinds/items/enum",keyword:"enum",params:{allowedValues: schema11.properties.workloads.properties.kinds.items.enum},message:"must be equal to one of the allowed values",schema:schema11.properties.workloads.properties.kinds.items.enum,parentSchema:schema11.properties.workloads.properties.kinds.items,data:data13};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
let i1 = data12.length;
let j0;
if(i1 > 1){
const indices0 = {};
for(;i1--;){
let item0 = data12[i1];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
const err23 = {instancePath:instancePath+"/workloads/kinds",schemaPath:"#/properties/workloads/properties/kinds/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i1+" are identical)",schema:true,parentSchema:schema11.properties.workloads.properties.kinds,data:data12};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
break;
}
indices0[item0] = i1;
}
}
}
else {
const err24 = {instancePath:instancePath+"/workloads/kinds",schemaPath:"#/properties/workloads/properties/kinds/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.workloads.properties.kinds.type,parentSchema:schema11.properties.workloads.properties.kinds,data:data12};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
let data14 = data11.custom;
if(Array.isArray(data14)){
const len1 = data14.length;
for(let i2=0; i2<len1; i2++){
let data15 = data14[i2];
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
if(data15.templatePaths === undefined){
data15.templatePaths = ["spec.template"];
}
if(data15.group === undefined){
const err25 = {instancePath:instancePath+"/workloads/custom/" + i2,schemaPath:"#/properties/workloads/properties/custom/items/required",keyword:"required",params:{missingProperty: "group"},message:"must have required property '"+"group"+"'",schema:schema11.properties.workloads.properties.custom.items.required,parentSchema:schema11.properties.workloads.properties.custom.items,data:data15};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if(data15.version === undefined){
const err26 = {instancePath:instancePath+"/workloads/custom/" + i2,schemaPath:"#/properties/workloads/properties/custom/items/required",keyword:"required",params:{missingProperty: "version"},message:"must have required property '"+"version"+"'",schema:schema11.properties.workloads.properties.custom.items.required,parentSchema:schema11.properties.workloads.properties.custom.items,data:data15};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if(data15.resource === undefined){
const err27 = {instancePath:instancePath+"/workloads/custom/" + i2,schemaPath:"#/properties/workloads/properties/custom/items/required",keyword:"required",params:{missingProperty: "resource"},message:"must have required property '"+"resource"+"'",schema:schema11.properties.workloads.properties.custom.items.required,parentSchema:schema11.properties.workloads.properties.custom.items,data:data15};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(data15.kind === undefined){
const err28 = {instancePath:instancePath+"/workloads/custom/" + i2,schemaPath:"#/properties/workloads/properties/custom/items/required",keyword:"required",params:{missingProperty: "kind"},message:"must have required property '"+"kind"+"'",schema:schema11.properties.workloads.properties.custom.items.required,parentSchema:schema11.properties.workloads.properties.custom.items,data:data15};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
for(const key5 in data15){
if(!(((((key5 === "group") || (key5 === "version")) || (key5 === "resource")) || (key5 === "kind")) || (key5 === "templatePaths"))){
const err29 = {instancePath:instancePath+"/workloads/custom/" + i2,schemaPath:"#/properties/workloads/properties/custom/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.workloads.properties.custom.items,data:data15};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data15.group !== undefined){
let data16 = data15.group;
if(typeof data16 === "string"){
if(!pattern3.test(data16)){
const err30 = {instancePath:instancePath+"/workloads/custom/" + i2+"/group",schemaPath:"#/properties/workloads/properties/custom/items/properties/group/pattern",keyword:"pattern",params:{pattern: "^([a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*)?$"},message:"must match pattern \""+"^([a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*)?$"+"\"",schema:"^([a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*)?$",parentSchema:schema11.properties.workloads.properties.custom.items.properties.group,data:data16};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
else {
const err31 = {instancePath:instancePath+"/workloads/custom/" + i2+"/group",schemaPath:"#/properties/workloads/properties/custom/items/properties/group/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.workloads.properties.custom.items.properties.group.type,parentSchema:schema11.properties.workloads.properties.custom.items.properties.group,data:data16};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data15.version !== undefined){
let data17 = data15.version;
if(typeof data17 === "string"){
if(!pattern4.test(data17)){
const err32 = {instancePath:instancePath+"/workloads/custom/" + i2+"/version",schemaPath:"#/properties/workloads/properties/custom/items/properties/version/pattern",keyword:"pattern",params:{pattern: "^v[0-9]+((alpha|beta)[0-9]+)?$"},message:"must match pattern \""+"^v[0-9]+((alpha|beta)[0-9]+)?$"+"\"",schema:"^v[0-9]+((alpha|beta)[0-9]+)?$",parentSchema:schema11.properties.workloads.properties.custom.items.properties.version,data:data17};
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
const err33 = {instancePath:instancePath+"/workloads/custom/" + i2+"/version",schemaPath:"#/properties/workloads/properties/custom/items/properties/version/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.workloads.properties.custom.items.properties.version.type,parentSchema:schema11.properties.workloads.properties.custom.items.properties.version,data:data17};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data15.resource !== undefined){
let data18 = data15.resource;
if(typeof data18 === "string"){
if(!pattern5.test(data18)){
const err34 = {instancePath:instancePath+"/workloads/custom/" + i2+"/resource",schemaPath:"#/properties/workloads/properties/custom/items/properties/resource/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$"},message:"must match pattern \""+"^[a-z0-9]([a-z0-9-]*[a-z0-9])?$"+"\"",schema:"^[a-z0-9]([a-z0-9-]*[a-z0-9])?$",parentSchema:schema11.properties.workloads.properties.custom.items.properties.resource,data:data18};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
else {
const err35 = {instancePath:instancePath+"/workloads/custom/" + i2+"/resource",schemaPath:"#/properties/workloads/properties/custom/items/properties/resource/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.workloads.properties.custom.items.properties.resource.type,parentSchema:schema11.properties.workloads.properties.custom.items.properties.resource,data:data18};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data15.kind !== undefined){
let data19 = data15.kind;
if(typeof data19 === "string"){
if(!pattern6.test(data19)){
const err36 = {instancePath:instancePath+"/workloads/custom/" + i2+"/kind",schemaPath:"#/properties/workloads/properties/custom/items/properties/kind/pattern",keyword:"pattern",params:{pattern: "^[A-Z][A-Za-z0-9]*$"},message:"must match pattern \""+"^[A-Z][A-Za-z0-9]*$"+"\"",schema:"^[A-Z][A-Za-z0-9]*$",parentSchema:schema11.properties.workloads.properties.custom.items.properties.kind,data:data19};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
else {
const err37 = {instancePath:instancePath+"/workloads/custom/" + i2+"/kind",schemaPath:"#/properties/workloads/properties/custom/items/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.workloads.properties.custom.items.properties.kind.type,parentSchema:schema11.properties.workloads.properties.custom.items.properties.kind,data:data19};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
let data20 = data15.templatePaths;
if(Array.isArray(data20)){
if(data20.length < 1){
const err38 = {instancePath:instancePath+"/workloads/custom/" + i2+"/templatePaths",schemaPath:"#/properties/workloads/properties/custom/items/properties/templatePaths/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema11.properties.workloads.properties.custom.items.properties.templatePaths,data:data20};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
const len2 = data20.length;
for(let i3=0; i3<len2; i3++){
let data21 = data20[i3];
if(typeof data21 === "string"){
if(!pattern7.test(data21)){
const err39 = {instancePath:instancePath+"/workloads/custom/" + i2+"/templatePaths/" + i3,schemaPath:"#/properties/workloads/properties/custom/items/properties/templatePaths/items/pattern",keyword:"pattern",params:{pattern: "^[^.\\s]+(\\.[^.\\s]+)*$"},message:"must match pattern \""+"^[^.\\s]+(\\.[^.\\s]+)*$"+"\"",schema:"^[^.\\s]+(\\.[^.\\s]+)*$",parentSchema:schema11.properties.workloads.properties.custom.items.properties.templatePaths.items,data:data21};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
else {
const err40 = {instancePath:instancePath+"/workloads/custom/" + i2+"/templatePaths/" + i3,schemaPath:"#/properties/workloads/properties/custom/items/properties/templatePaths/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.workloads.properties.custom.items.properties.templatePaths.items.type,parentSchema:schema11.properties.workloads.properties.custom.items.properties.templatePaths.items,data:data21};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
let i4 = data20.length;
let j1;
if(i4 > 1){
const indices1 = {};
for(;i4--;){
let item1 = data20[i4];
if(typeof item1 !== "string"){
continue;
}
if(typeof indices1[item1] == "number"){
j1 = indices1[item1];
const err41 = {instancePath:instancePath+"/workloads/custom/" + i2+"/templatePaths",schemaPath:"#/properties/workloads/properties/custom/items/properties/templatePaths/uniqueItems",keyword:"uniqueItems",params:{i: i4, j: j1},message:"must NOT have duplicate items (items ## "+j1+" and "+i4+" are identical)",schema:true,parentSchema:schema11.properties.workloads.properties.custom.items.properties.templatePaths,data:data20};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
break;
}
indices1[item1] = i4;
}
}
}
else {
const err42 = {instancePath:instancePath+"/workloads/custom/" + i2+"/templatePaths",schemaPath:"#/properties/workloads/properties/custom/items/properties/templatePaths/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.workloads.properties.custom.items.properties.templatePaths.type,parentSchema:schema11.properties.workloads.properties.custom.items.properties.templatePaths,data:data20};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
else {
const err43 = {instancePath:instancePath+"/workloads/custom/" + i2,schemaPath:"#/properties/workloads/properties/custom/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.workloads.properties.custom.items.type,parentSchema:schema11.properties.workloads.properties.custom.items,data:data15};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
}
else {
const err44 = {instancePath:instancePath+"/workloads/custom",schemaPath:"#/properties/workloads/properties/custom/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.workloads.properties.custom.type,parentSchema:schema11.properties.workloads.properties.custom,data:data14};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
let data22 = data11.includeDisabled;
if(Array.isArray(data22)){
const len3 = data22.length;
for(let i5=0; i5<len3; i5++){
let data23 = data22[i5];
if(typeof data23 === "string"){
if(!pattern8.test(data23)){
const err45 = {instancePath:instancePath+"/workloads/includeDisabled/" + i5,schemaPath:"#/properties/workloads/properties/includeDisabled/items/pattern",keyword:"pattern",params:{pattern: "^(\\*|[A-Za-z][A-Za-z0-9]*)$"},message:"must match pattern \""+"^(\\*|[A-Za-z][A-Za-z0-9]*)$"+"\"",schema:"^(\\*|[A-Za-z][A-Za-z0-9]*)$",parentSchema:schema11.properties.workloads.properties.includeDisabled.items,data:data23};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
else {
const err46 = {instancePath:instancePath+"/workloads/includeDisabled/" + i5,schemaPath:"#/properties/workloads/properties/includeDisabled/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.workloads.properties.includeDisabled.items.type,parentSchema:schema11.properties.workloads.properties.includeDisabled.items,data:data23};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
let i6 = data22.length;
let j2;
if(i6 > 1){
const indices2 = {};
for(;i6--;){
let item2 = data22[i6];
if(typeof item2 !== "string"){
continue;
}
if(typeof indices2[item2] == "number"){
j2 = indices2[item2];
const err47 = {instancePath:instancePath+"/workloads/includeDisabled",schemaPath:"#/properties/workloads/properties/includeDisabled/uniqueItems",keyword:"uniqueItems",params:{i: i6, j: j2},message:"must NOT have duplicate items (items ## "+j2+" and "+i6+" are identical)",schema:true,parentSchema:schema11.properties.workloads.properties.includeDisabled,data:data22};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
break;
}
indices2[item2] = i6;
}
}
}
else {
const err48 = {instancePath:instancePath+"/workloads/includeDisabled",schemaPath:"#/properties/workloads/properties/includeDisabled/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.workloads.properties.includeDisabled.type,parentSchema:schema11.properties.workloads.properties.includeDisabled,data:data22};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
else {
const err49 = {instancePath:instancePath+"/workloads",schemaPath:"#/properties/workloads/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.workloads.type,parentSchema:schema11.properties.workloads,data:data11};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
let data24 = data.namespaces;
const _errs59 = errors;
let valid19 = true;
const _errs60 = errors;
if(data24 && typeof data24 == "object" && !Array.isArray(data24)){
let missing0;
if((data24.include === undefined) && (missing0 = "include")){
const err50 = {};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
else {
if(data24.include !== undefined){
let data25 = data24.include;
const _errs61 = errors;
if(errors === _errs61){
if(Array.isArray(data25)){
if(data25.length < 1){
const err51 = {};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
else {
const err52 = {};
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
}
}
var _valid0 = _errs60 === errors;
errors = _errs59;
if(vErrors !== null){
if(_errs59){
vErrors.length = _errs59;
}
else {
vErrors = null;
}
}
if(_valid0){
const _errs63 = errors;
if(data24 && typeof data24 == "object" && !Array.isArray(data24)){
if(data24.selector !== undefined){
let data26 = data24.selector;
if("" !== data26){
const err53 = {instancePath:instancePath+"/namespaces/selector",schemaPath:"#/properties/namespaces/then/properties/selector/const",keyword:"const",params:{allowedValue: ""},message:"must be equal to constant",schema:"",parentSchema:schema11.properties.namespaces.then.properties.selector,data:data26};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
if(data24.label !== undefined){
let data27 = data24.label;
if("" !== data27){
const err54 = {instancePath:instancePath+"/namespaces/label",schemaPath:"#/properties/namespaces/then/properties/label/const",keyword:"const",params:{allowedValue: ""},message:"must be equal to constant",schema:"",parentSchema:schema11.properties.namespaces.then.properties.label,data:data27};
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
var _valid0 = _errs63 === errors;
valid19 = _valid0;
}
if(!valid19){
const err55 = {instancePath:instancePath+"/namespaces",schemaPath:"#/properties/namespaces/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema11.properties.namespaces.if,parentSchema:schema11.properties.namespaces,data:data24};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
if(data24 && typeof data24 == "object" && !Array.isArray(data24)){
if(data24.include === undefined){
data24.include = [];
}
if(data24.exclude === undefined){
data24.exclude = [];
}
if(data24.selector === undefined){
data24.selector = "";
}
if(data24.label === undefined){
data24.label = "";
}
for(const key6 in data24){
if(!((((key6 === "include") || (key6 === "exclude")) || (key6 === "selector")) || (key6 === "label"))){
const err56 = {instancePath:instancePath+"/namespaces",schemaPath:"#/properties/namespaces/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.namespaces,data:data24};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
let data28 = data24.include;
if(Array.isArray(data28)){
const len4 = data28.length;
for(let i7=0; i7<len4; i7++){
let data29 = data28[i7];
if(typeof data29 === "string"){
if(!pattern9.test(data29)){
const err57 = {instancePath:instancePath+"/namespaces/include/" + i7,schemaPath:"#/definitions/namespace/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$"},message:"must match pattern \""+"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$"+"\"",schema:"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema14,data:data29};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
else {
const err58 = {instancePath:instancePath+"/namespaces/include/" + i7,schemaPath:"#/definitions/namespace/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.type,parentSchema:schema14,data:data29};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
let i8 = data28.length;
let j3;
if(i8 > 1){
outer0:
for(;i8--;){
for(j3 = i8; j3--;){
if(func0(data28[i8], data28[j3])){
const err59 = {instancePath:instancePath+"/namespaces/include",schemaPath:"#/properties/namespaces/properties/include/uniqueItems",keyword:"uniqueItems",params:{i: i8, j: j3},message:"must NOT have duplicate items (items ## "+j3+" and "+i8+" are identical)",schema:true,parentSchema:schema11.properties.namespaces.properties.include,data:data28};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
break outer0;
}
}
}
}
}
else {
const err60 = {instancePath:instancePath+"/namespaces/include",schemaPath:"#/properties/namespaces/properties/include/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.namespaces.properties.include.type,parentSchema:schema11.properties.namespaces.properties.include,data:data28};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
let data30 = data24.exclude;
if(Array.isArray(data30)){
const len5 = data30.length;
for(let i9=0; i9<len5; i9++){
let data31 = data30[i9];
if(typeof data31 === "string"){
if(!pattern9.test(data31)){
const err61 = {instancePath:instancePath+"/namespaces/exclude/" + i9,schemaPath:"#/definitions/namespace/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$"},message:"must match pattern \""+"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$"+"\"",schema:"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema14,data:data31};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
else {
const err62 = {instancePath:instancePath+"/namespaces/exclude/" + i9,schemaPath:"#/definitions/namespace/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.type,parentSchema:schema14,data:data31};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
let i10 = data30.length;
let j4;
if(i10 > 1){
outer1:
for(;i10--;){
for(j4 = i10; j4--;){
if(func0(data30[i10], data30[j4])){
const err63 = {instancePath:instancePath+"/namespaces/exclude",schemaPath:"#/properties/namespaces/properties/exclude/uniqueItems",keyword:"uniqueItems",params:{i: i10, j: j4},message:"must NOT have duplicate items (items ## "+j4+" and "+i10+" are identical)",schema:true,parentSchema:schema11.properties.namespaces.properties.exclude,data:data30};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
break outer1;
}
}
}
}
}
else {
const err64 = {instancePath:instancePath+"/namespaces/exclude",schemaPath:"#/properties/namespaces/properties/exclude/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.namespaces.properties.exclude.type,parentSchema:schema11.properties.namespaces.properties.exclude,data:data30};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
let data32 = data24.selector;
if(typeof data32 === "string"){
if(!pattern11.test(data32)){
const err65 = {instancePath:instancePath+"/namespaces/selector",schemaPath:"#/properties/namespaces/properties/selector/pattern",keyword:"pattern",params:{pattern: "^(\\s*((!\\s*)?([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?|([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?\\s*(=|==|!=)(\\s*[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?|([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?\\s+(in|notin)\\s*\\((\\s*[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?\\s*(,(\\s*[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?\\s*)*\\))\\s*(,\\s*((!\\s*)?([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?|([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?\\s*(=|==|!=)(\\s*[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?|([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?\\s+(in|notin)\\s*\\((\\s*[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?\\s*(,(\\s*[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?\\s*)*\\))\\s*)*)?$"},message:"must match pattern \""+"^(\\s*((!\\s*)?([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?|([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?\\s*(=|==|!=)(\\s*[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?|([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?\\s+(in|notin)\\s*\\((\\s*[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?\\s*(,(\\s*[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?\\s*)*\\))\\s*(,\\s*((!\\s*)?([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?|([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?\\s*(=|==|!=)(\\s*[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?|([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?\\s+(in|notin)\\s*\\((\\s*[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?\\s*(,(\\s*[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?\\s*)*\\))\\s*)*)?$"+"\"",schema:"^(\\s*((!\\s*)?([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?|([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?\\s*(=|==|!=)(\\s*[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?|([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?\\s+(in|notin)\\s*\\((\\s*[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?\\s*(,(\\s*[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?\\s*)*\\))\\s*(,\\s*((!\\s*)?([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?|([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?\\s*(=|==|!=)(\\s*[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?|([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?\\s+(in|notin)\\s*\\((\\s*[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?\\s*(,(\\s*[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?\\s*)*\\))\\s*)*)?$",parentSchema:schema11.properties.namespaces.properties.selector,data:data32};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
else {
const err66 = {instancePath:instancePath+"/namespaces/selector",schemaPath:"#/properties/namespaces/properties/selector/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.namespaces.properties.selector.type,parentSchema:schema11.properties.namespaces.properties.selector,data:data32};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
let data33 = data24.label;
if(typeof data33 === "string"){
if(!pattern12.test(data33)){
const err67 = {instancePath:instancePath+"/namespaces/label",schemaPath:"#/properties/namespaces/properties/label/pattern",keyword:"pattern",params:{pattern: "^(([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$"},message:"must match pattern \""+"^(([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$"+"\"",schema:"^(([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$",parentSchema:schema11.properties.namespaces.properties.label,data:data33};
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
const err68 = {instancePath:instancePath+"/namespaces/label",schemaPath:"#/properties/namespaces/properties/label/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.namespaces.properties.label.type,parentSchema:schema11.properties.namespaces.properties.label,data:data33};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
else {
const err69 = {instancePath:instancePath+"/namespaces",schemaPath:"#/properties/namespaces/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.namespaces.type,parentSchema:schema11.properties.namespaces,data:data24};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
let data34 = data.images;
if(data34 && typeof data34 == "object" && !Array.isArray(data34)){
if(data34.ignored === undefined){
data34.ignored = [];
}
if(data34.allowed === undefined){
data34.allowed = [];
}
if(data34.defaultRegistry === undefined){
data34.defaultRegistry = "docker.io";
}
if(data34.mirrors === undefined){
data34.mirrors = [];
}
for(const key7 in data34){
if(!((((key7 === "ignored") || (key7 === "allowed")) || (key7 === "defaultRegistry")) || (key7 === "mirrors"))){
const err70 = {instancePath:instancePath+"/images",schemaPath:"#/properties/images/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.images,data:data34};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
let data35 = data34.ignored;
if(Array.isArray(data35)){
const len6 = data35.length;
for(let i11=0; i11<len6; i11++){
let data36 = data35[i11];
if(typeof data36 === "string"){
if(func5(data36) < 1){
const err71 = {instancePath:instancePath+"/images/ignored/" + i11,schemaPath:"#/properties/images/properties/ignored/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.images.properties.ignored.items,data:data36};
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
const err72 = {instancePath:instancePath+"/images/ignored/" + i11,schemaPath:"#/properties/images/properties/ignored/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.images.properties.ignored.items.type,parentSchema:schema11.properties.images.properties.ignored.items,data:data36};
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
const err73 = {instancePath:instancePath+"/images/ignored",schemaPath:"#/properties/images/properties/ignored/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.images.properties.ignored.type,parentSchema:schema11.properties.images.properties.ignored,data:data35};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
let data37 = data34.allowed;
if(Array.isArray(data37)){
const len7 = data37.length;
for(let i12=0; i12<len7; i12++){
let data38 = data37[i12];
if(typeof data38 === "string"){
if(func5(data38) < 1){
const err74 = {instancePath:instancePath+"/images/allowed/" + i12,schemaPath:"#/properties/images/properties/allowed/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.images.properties.allowed.items,data:data38};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
else {
const err75 = {instancePath:instancePath+"/images/allowed/" + i12,schemaPath:"#/properties/images/properties/allowed/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.images.properties.allowed.items.type,parentSchema:schema11.properties.images.properties.allowed.items,data:data38};
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
const err76 = {instancePath:instancePath+"/images/allowed",schemaPath:"#/properties/images/properties/allowed/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.images.properties.allowed.type,parentSchema:schema11.properties.images.properties.allowed,data:data37};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
let data39 = data34.defaultRegistry;
if(typeof data39 === "string"){
if(!pattern13.test(data39)){
const err77 = {instancePath:instancePath+"/images/defaultRegistry",schemaPath:"#/properties/images/properties/defaultRegistry/pattern",keyword:"pattern",params:{pattern: "^((\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?)(:[0-9]{1,5})?)?$"},message:"must match pattern \""+"^((\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?)(:[0-9]{1,5})?)?$"+"\"",schema:"^((\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?)(:[0-9]{1,5})?)?$",parentSchema:schema11.properties.images.properties.defaultRegistry,data:data39};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
else {
const err78 = {instancePath:instancePath+"/images/defaultRegistry",schemaPath:"#/properties/images/properties/defaultRegistry/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.images.properties.defaultRegistry.type,parentSchema:schema11.properties.images.properties.defaultRegistry,data:data39};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
let data40 = data34.mirrors;
if(Array.isArray(data40)){
const len8 = data40.length;
for(let i13=0; i13<len8; i13++){
let data41 = data40[i13];
if(data41 && typeof data41 == "object" && !Array.isArray(data41)){
if(data41.fallback === undefined){
data41.fallback = true;
}
if(data41.prefix === undefined){
const err79 = {instancePath:instancePath+"/images/mirrors/" + i13,schemaPath:"#/properties/images/properties/mirrors/items/required",keyword:"required",params:{missingProperty: "prefix"},message:"must have required property '"+"prefix"+"'",schema:schema11.properties.images.properties.mirrors.items.required,parentSchema:schema11.properties.images.properties.mirrors.items,data:data41};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
if(data41.mirrors === undefined){
const err80 = {instancePath:instancePath+"/images/mirrors/" + i13,schemaPath:"#/properties/images/properties/mirrors/items/required",keyword:"required",params:{missingProperty: "mirrors"},message:"must have required property '"+"mirrors"+"'",schema:schema11.properties.images.properties.mirrors.items.required,parentSchema:schema11.properties.images.properties.mirrors.items,data:data41};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
for(const key8 in data41){
if(!(((key8 === "prefix") || (key8 === "mirrors")) || (key8 === "fallback"))){
const err81 = {instancePath:instancePath+"/images/mirrors/" + i13,schemaPath:"#/properties/images/properties/mirrors/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.images.properties.mirrors.items,data:data41};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
if(data41.prefix !== undefined){
let data42 = data41.prefix;
if(typeof data42 === "string"){
if(!pattern14.test(data42)){
const err82 = {instancePath:instancePath+"/images/mirrors/" + i13+"/prefix",schemaPath:"#/definitions/registryPath/pattern",keyword:"pattern",params:{pattern: "^(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?)(:[0-9]{1,5})?(/[a-z0-9]+([._-]+[a-z0-9]+)*)*/?$"},message:"must match pattern \""+"^(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?)(:[0-9]{1,5})?(/[a-z0-9]+([._-]+[a-z0-9]+)*)*/?$"+"\"",schema:"^(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?)(:[0-9]{1,5})?(/[a-z0-9]+([._-]+[a-z0-9]+)*)*/?$",parentSchema:schema16,data:data42};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
else {
const err83 = {instancePath:instancePath+"/images/mirrors/" + i13+"/prefix",schemaPath:"#/definitions/registryPath/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema16.type,parentSchema:schema16,data:data42};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
if(data41.mirrors !== undefined){
let data43 = data41.mirrors;
if(Array.isArray(data43)){
if(data43.length < 1){
const err84 = {instancePath:instancePath+"/images/mirrors/" + i13+"/mirrors",schemaPath:"#/properties/images/properties/mirrors/items/properties/mirrors/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema11.properties.images.properties.mirrors.items.properties.mirrors,data:data43};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
const len9 = data43.length;
for(let i14=0; i14<len9; i14++){
let data44 = data43[i14];
if(typeof data44 === "string"){
if(!pattern14.test(data44)){
const err85 = {instancePath:instancePath+"/images/mirrors/" + i13+"/mirrors/" + i14,schemaPath:"#/definitions/registryPath/pattern",keyword:"pattern",params:{pattern: "^(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?)(:[0-9]{1,5})?(/[a-z0-9]+([._-]+[a-z0-9]+)*)*/?$"},message:"must match pattern \""+"^(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?)(:[0-9]{1,5})?(/[a-z0-9]+([._-]+[a-z0-9]+)*)*/?$"+"\"",schema:"^(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?)(:[0-9]{1,5})?(/[a-z0-9]+([._-]+[a-z0-9]+)*)*/?$",parentSchema:schema16,data:data44};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
}
else {
const err86 = {instancePath:instancePath+"/images/mirrors/" + i13+"/mirrors/" + i14,schemaPath:"#/definitions/registryPath/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema16.type,parentSchema:schema16,data:data44};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
}
else {
const err87 = {instancePath:instancePath+"/images/mirrors/" + i13+"/mirrors",schemaPath:"#/properties/images/properties/mirrors/items/properties/mirrors/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.images.properties.mirrors.items.properties.mirrors.type,parentSchema:schema11.properties.images.properties.mirrors.items.properties.mirrors,data:data43};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
}
let data45 = data41.fallback;
if(typeof data45 !== "boolean"){
const err88 = {instancePath:instancePath+"/images/mirrors/" + i13+"/fallback",schemaPath:"#/properties/images/properties/mirrors/items/properties/fallback/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.images.properties.mirrors.items.properties.fallback.type,parentSchema:schema11.properties.images.properties.mirrors.items.properties.fallback,data:data45};
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
const err89 = {instancePath:instancePath+"/images/mirrors/" + i13,schemaPath:"#/properties/images/properties/mirrors/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.images.properties.mirrors.items.type,parentSchema:schema11.properties.images.properties.mirrors.items,data:data41};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
}
}
else {
const err90 = {instancePath:instancePath+"/images/mirrors",schemaPath:"#/properties/images/properties/mirrors/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.images.properties.mirrors.type,parentSchema:schema11.properties.images.properties.mirrors,data:data40};
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
const err91 = {instancePath:instancePath+"/images",schemaPath:"#/properties/images/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.images.type,parentSchema:schema11.properties.images,data:data34};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
let data46 = data.registries;
if(data46 && typeof data46 == "object" && !Array.isArray(data46)){
if(data46.dockerConfigFile === undefined){
data46.dockerConfigFile = "";
}
if(data46.plainHttp === undefined){
data46.plainHttp = false;
}
if(data46.allowPlainHttp === undefined){
data46.allowPlainHttp = false;
}
if(data46.insecureSkipVerify === undefined){
data46.insecureSkipVerify = false;
}
if(data46.caFiles === undefined){
data46.caFiles = [];
}
if(data46.concurrency === undefined){
data46.concurrency = 16;
}
if(data46.requestsPerSecond === undefined){
data46.requestsPerSecond = 50;
}
if(data46.timeout === undefined){
data46.timeout = "15s";
}
if(data46.maxRetryAfter === undefined){
data46.maxRetryAfter = "15m";
}
if(data46.allowedNetworks === undefined){
data46.allowedNetworks = [];
}
if(data46.hosts === undefined){
data46.hosts = {"docker.io":{"requestsPerSecond":10}};
}
for(const key9 in data46){
if(!(func2.call(schema11.properties.registries.properties, key9))){
const err92 = {instancePath:instancePath+"/registries",schemaPath:"#/properties/registries/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.registries,data:data46};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
}
let data47 = data46.dockerConfigFile;
if(typeof data47 !== "string"){
const err93 = {instancePath:instancePath+"/registries/dockerConfigFile",schemaPath:"#/properties/registries/properties/dockerConfigFile/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.registries.properties.dockerConfigFile.type,parentSchema:schema11.properties.registries.properties.dockerConfigFile,data:data47};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
let data48 = data46.plainHttp;
if(typeof data48 !== "boolean"){
const err94 = {instancePath:instancePath+"/registries/plainHttp",schemaPath:"#/properties/registries/properties/plainHttp/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.registries.properties.plainHttp.type,parentSchema:schema11.properties.registries.properties.plainHttp,data:data48};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
let data49 = data46.allowPlainHttp;
if(typeof data49 !== "boolean"){
const err95 = {instancePath:instancePath+"/registries/allowPlainHttp",schemaPath:"#/properties/registries/properties/allowPlainHttp/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.registries.properties.allowPlainHttp.type,parentSchema:schema11.properties.registries.properties.allowPlainHttp,data:data49};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
let data50 = data46.insecureSkipVerify;
if(typeof data50 !== "boolean"){
const err96 = {instancePath:instancePath+"/registries/insecureSkipVerify",schemaPath:"#/properties/registries/properties/insecureSkipVerify/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.registries.properties.insecureSkipVerify.type,parentSchema:schema11.properties.registries.properties.insecureSkipVerify,data:data50};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
let data51 = data46.caFiles;
if(Array.isArray(data51)){
const len10 = data51.length;
for(let i15=0; i15<len10; i15++){
let data52 = data51[i15];
if(typeof data52 === "string"){
if(func5(data52) < 1){
const err97 = {instancePath:instancePath+"/registries/caFiles/" + i15,schemaPath:"#/properties/registries/properties/caFiles/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.registries.properties.caFiles.items,data:data52};
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
const err98 = {instancePath:instancePath+"/registries/caFiles/" + i15,schemaPath:"#/properties/registries/properties/caFiles/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.registries.properties.caFiles.items.type,parentSchema:schema11.properties.registries.properties.caFiles.items,data:data52};
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
const err99 = {instancePath:instancePath+"/registries/caFiles",schemaPath:"#/properties/registries/properties/caFiles/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.registries.properties.caFiles.type,parentSchema:schema11.properties.registries.properties.caFiles,data:data51};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
let data53 = data46.concurrency;
if(!(((typeof data53 == "number") && (!(data53 % 1) && !isNaN(data53))) && (isFinite(data53)))){
const err100 = {instancePath:instancePath+"/registries/concurrency",schemaPath:"#/properties/registries/properties/concurrency/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.registries.properties.concurrency.type,parentSchema:schema11.properties.registries.properties.concurrency,data:data53};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
if((typeof data53 == "number") && (isFinite(data53))){
if(data53 > 1000 || isNaN(data53)){
const err101 = {instancePath:instancePath+"/registries/concurrency",schemaPath:"#/properties/registries/properties/concurrency/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},message:"must be <= 1000",schema:1000,parentSchema:schema11.properties.registries.properties.concurrency,data:data53};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
if(data53 < 1 || isNaN(data53)){
const err102 = {instancePath:instancePath+"/registries/concurrency",schemaPath:"#/properties/registries/properties/concurrency/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.registries.properties.concurrency,data:data53};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
}
let data54 = data46.requestsPerSecond;
if((typeof data54 == "number") && (isFinite(data54))){
if(data54 > 10000 || isNaN(data54)){
const err103 = {instancePath:instancePath+"/registries/requestsPerSecond",schemaPath:"#/properties/registries/properties/requestsPerSecond/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10000},message:"must be <= 10000",schema:10000,parentSchema:schema11.properties.registries.properties.requestsPerSecond,data:data54};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
if(data54 < 0.01 || isNaN(data54)){
const err104 = {instancePath:instancePath+"/registries/requestsPerSecond",schemaPath:"#/properties/registries/properties/requestsPerSecond/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0.01},message:"must be >= 0.01",schema:0.01,parentSchema:schema11.properties.registries.properties.requestsPerSecond,data:data54};
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
const err105 = {instancePath:instancePath+"/registries/requestsPerSecond",schemaPath:"#/properties/registries/properties/requestsPerSecond/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema11.properties.registries.properties.requestsPerSecond.type,parentSchema:schema11.properties.registries.properties.requestsPerSecond,data:data54};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
let data55 = data46.timeout;
if(typeof data55 === "string"){
if(!pattern1.test(data55)){
const err106 = {instancePath:instancePath+"/registries/timeout",schemaPath:"#/definitions/duration/pattern",keyword:"pattern",params:{pattern: "^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$"},message:"must match pattern \""+"^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$"+"\"",schema:"^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$",parentSchema:schema12,data:data55};
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
const err107 = {instancePath:instancePath+"/registries/timeout",schemaPath:"#/definitions/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema12.type,parentSchema:schema12,data:data55};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
let data56 = data46.maxRetryAfter;
if(typeof data56 === "string"){
if(!pattern1.test(data56)){
const err108 = {instancePath:instancePath+"/registries/maxRetryAfter",schemaPath:"#/definitions/duration/pattern",keyword:"pattern",params:{pattern: "^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$"},message:"must match pattern \""+"^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$"+"\"",schema:"^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$",parentSchema:schema12,data:data56};
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
const err109 = {instancePath:instancePath+"/registries/maxRetryAfter",schemaPath:"#/definitions/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema12.type,parentSchema:schema12,data:data56};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
let data57 = data46.allowedNetworks;
if(Array.isArray(data57)){
const len11 = data57.length;
for(let i16=0; i16<len11; i16++){
let data58 = data57[i16];
if(typeof data58 === "string"){
if(!pattern18.test(data58)){
const err110 = {instancePath:instancePath+"/registries/allowedNetworks/" + i16,schemaPath:"#/properties/registries/properties/allowedNetworks/items/pattern",keyword:"pattern",params:{pattern: "^((25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(\\.(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])){3}/(3[0-2]|[12]?[0-9])|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*/(12[0-8]|1[01][0-9]|[1-9]?[0-9]))$"},message:"must match pattern \""+"^((25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(\\.(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])){3}/(3[0-2]|[12]?[0-9])|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*/(12[0-8]|1[01][0-9]|[1-9]?[0-9]))$"+"\"",schema:"^((25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(\\.(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])){3}/(3[0-2]|[12]?[0-9])|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*/(12[0-8]|1[01][0-9]|[1-9]?[0-9]))$",parentSchema:schema11.properties.registries.properties.allowedNetworks.items,data:data58};
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
const err111 = {instancePath:instancePath+"/registries/allowedNetworks/" + i16,schemaPath:"#/properties/registries/properties/allowedNetworks/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.registries.properties.allowedNetworks.items.type,parentSchema:schema11.properties.registries.properties.allowedNetworks.items,data:data58};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
}
}
else {
const err112 = {instancePath:instancePath+"/registries/allowedNetworks",schemaPath:"#/properties/registries/properties/allowedNetworks/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.registries.properties.allowedNetworks.type,parentSchema:schema11.properties.registries.properties.allowedNetworks,data:data57};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
let data59 = data46.hosts;
if(data59 && typeof data59 == "object" && !Array.isArray(data59)){
for(const key10 in data59){
const _errs140 = errors;
if(typeof key10 === "string"){
if(!pattern19.test(key10)){
const err113 = {instancePath:instancePath+"/registries/hosts",schemaPath:"#/properties/registries/properties/hosts/propertyNames/pattern",keyword:"pattern",params:{pattern: "^(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9*]([A-Za-z0-9.*-]*[A-Za-z0-9*])?)(:[0-9]{1,5})?$"},message:"must match pattern \""+"^(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9*]([A-Za-z0-9.*-]*[A-Za-z0-9*])?)(:[0-9]{1,5})?$"+"\"",schema:"^(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9*]([A-Za-z0-9.*-]*[A-Za-z0-9*])?)(:[0-9]{1,5})?$",parentSchema:schema11.properties.registries.properties.hosts.propertyNames,data:key10,propertyName:key10};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
}
var valid50 = _errs140 === errors;
if(!valid50){
const err114 = {instancePath:instancePath+"/registries/hosts",schemaPath:"#/properties/registries/properties/hosts/propertyNames",keyword:"propertyNames",params:{propertyName: key10},message:"property name must be valid",schema:schema11.properties.registries.properties.hosts.propertyNames,parentSchema:schema11.properties.registries.properties.hosts,data:data59};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
}
for(const key11 in data59){
let data60 = data59[key11];
if(data60 && typeof data60 == "object" && !Array.isArray(data60)){
for(const key12 in data60){
if(!((((((key12 === "plainHttp") || (key12 === "insecureSkipVerify")) || (key12 === "caFile")) || (key12 === "concurrency")) || (key12 === "requestsPerSecond")) || (key12 === "timeout"))){
const err115 = {instancePath:instancePath+"/registries/hosts/" + key11.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/registries/properties/hosts/additionalProperties/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key12},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.registries.properties.hosts.additionalProperties,data:data60};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
}
if(data60.plainHttp !== undefined){
let data61 = data60.plainHttp;
if(typeof data61 !== "boolean"){
const err116 = {instancePath:instancePath+"/registries/hosts/" + key11.replace(/~/g, "~0").replace(/\//g, "~1")+"/plainHttp",schemaPath:"#/properties/registries/properties/hosts/additionalProperties/properties/plainHttp/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.registries.properties.hosts.additionalProperties.properties.plainHttp.type,parentSchema:schema11.properties.registries.properties.hosts.additionalProperties.properties.plainHttp,data:data61};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
}
if(data60.insecureSkipVerify !== undefined){
let data62 = data60.insecureSkipVerify;
if(typeof data62 !== "boolean"){
const err117 = {instancePath:instancePath+"/registries/hosts/" + key11.replace(/~/g, "~0").replace(/\//g, "~1")+"/insecureSkipVerify",schemaPath:"#/properties/registries/properties/hosts/additionalProperties/properties/insecureSkipVerify/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.registries.properties.hosts.additionalProperties.properties.insecureSkipVerify.type,parentSchema:schema11.properties.registries.properties.hosts.additionalProperties.properties.insecureSkipVerify,data:data62};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
}
if(data60.caFile !== undefined){
let data63 = data60.caFile;
if(typeof data63 === "string"){
if(func5(data63) < 1){
const err118 = {instancePath:instancePath+"/registries/hosts/" + key11.replace(/~/g, "~0").replace(/\//g, "~1")+"/caFile",schemaPath:"#/properties/registries/properties/hosts/additionalProperties/properties/caFile/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.registries.properties.hosts.additionalProperties.properties.caFile,data:data63};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
}
else {
const err119 = {instancePath:instancePath+"/registries/hosts/" + key11.replace(/~/g, "~0").replace(/\//g, "~1")+"/caFile",schemaPath:"#/properties/registries/properties/hosts/additionalProperties/properties/caFile/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.registries.properties.hosts.additionalProperties.properties.caFile.type,parentSchema:schema11.properties.registries.properties.hosts.additionalProperties.properties.caFile,data:data63};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
}
if(data60.concurrency !== undefined){
let data64 = data60.concurrency;
if(!(((typeof data64 == "number") && (!(data64 % 1) && !isNaN(data64))) && (isFinite(data64)))){
const err120 = {instancePath:instancePath+"/registries/hosts/" + key11.replace(/~/g, "~0").replace(/\//g, "~1")+"/concurrency",schemaPath:"#/properties/registries/properties/hosts/additionalProperties/properties/concurrency/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.registries.properties.hosts.additionalProperties.properties.concurrency.type,parentSchema:schema11.properties.registries.properties.hosts.additionalProperties.properties.concurrency,data:data64};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
if((typeof data64 == "number") && (isFinite(data64))){
if(data64 > 1000 || isNaN(data64)){
const err121 = {instancePath:instancePath+"/registries/hosts/" + key11.replace(/~/g, "~0").replace(/\//g, "~1")+"/concurrency",schemaPath:"#/properties/registries/properties/hosts/additionalProperties/properties/concurrency/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},message:"must be <= 1000",schema:1000,parentSchema:schema11.properties.registries.properties.hosts.additionalProperties.properties.concurrency,data:data64};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
if(data64 < 1 || isNaN(data64)){
const err122 = {instancePath:instancePath+"/registries/hosts/" + key11.replace(/~/g, "~0").replace(/\//g, "~1")+"/concurrency",schemaPath:"#/properties/registries/properties/hosts/additionalProperties/properties/concurrency/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.registries.properties.hosts.additionalProperties.properties.concurrency,data:data64};
if(vErrors === null){
vErrors = [err122];
}
else {
vErrors.push(err122);
}
errors++;
}
}
}
if(data60.requestsPerSecond !== undefined){
let data65 = data60.requestsPerSecond;
if((typeof data65 == "number") && (isFinite(data65))){
if(data65 > 10000 || isNaN(data65)){
const err123 = {instancePath:instancePath+"/registries/hosts/" + key11.replace(/~/g, "~0").replace(/\//g, "~1")+"/requestsPerSecond",schemaPath:"#/properties/registries/properties/hosts/additionalProperties/properties/requestsPerSecond/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10000},message:"must be <= 10000",schema:10000,parentSchema:schema11.properties.registries.properties.hosts.additionalProperties.properties.requestsPerSecond,data:data65};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
}
if(data65 < 0.01 || isNaN(data65)){
const err124 = {instancePath:instancePath+"/registries/hosts/" + key11.replace(/~/g, "~0").replace(/\//g, "~1")+"/requestsPerSecond",schemaPath:"#/properties/registries/properties/hosts/additionalProperties/properties/requestsPerSecond/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0.01},message:"must be >= 0.01",schema:0.01,parentSchema:schema11.properties.registries.properties.hosts.additionalProperties.properties.requestsPerSecond,data:data65};
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
const err125 = {instancePath:instancePath+"/registries/hosts/" + key11.replace(/~/g, "~0").replace(/\//g, "~1")+"/requestsPerSecond",schemaPath:"#/properties/registries/properties/hosts/additionalProperties/properties/requestsPerSecond/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema11.properties.registries.properties.hosts.additionalProperties.properties.requestsPerSecond.type,parentSchema:schema11.properties.registries.properties.hosts.additionalProperties.properties.requestsPerSecond,data:data65};
if(vErrors === null){
vErrors = [err125];
}
else {
vErrors.push(err125);
}
errors++;
}
}
if(data60.timeout !== undefined){
let data66 = data60.timeout;
if(typeof data66 === "string"){
if(!pattern1.test(data66)){
const err126 = {instancePath:instancePath+"/registries/hosts/" + key11.replace(/~/g, "~0").replace(/\//g, "~1")+"/timeout",schemaPath:"#/definitions/duration/pattern",keyword:"pattern",params:{pattern: "^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$"},message:"must match pattern \""+"^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$"+"\"",schema:"^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$",parentSchema:schema12,data:data66};
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
const err127 = {instancePath:instancePath+"/registries/hosts/" + key11.replace(/~/g, "~0").replace(/\//g, "~1")+"/timeout",schemaPath:"#/definitions/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema12.type,parentSchema:schema12,data:data66};
if(vErrors === null){
vErrors = [err127];
}
else {
vErrors.push(err127);
}
errors++;
}
}
}
else {
const err128 = {instancePath:instancePath+"/registries/hosts/" + key11.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/registries/properties/hosts/additionalProperties/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.registries.properties.hosts.additionalProperties.type,parentSchema:schema11.properties.registries.properties.hosts.additionalProperties,data:data60};
if(vErrors === null){
vErrors = [err128];
}
else {
vErrors.push(err128);
}
errors++;
}
}
}
else {
const err129 = {instancePath:instancePath+"/registries/hosts",schemaPath:"#/properties/registries/properties/hosts/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.registries.properties.hosts.type,parentSchema:schema11.properties.registries.properties.hosts,data:data59};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
}
else {
const err130 = {instancePath:instancePath+"/registries",schemaPath:"#/properties/registries/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.registries.type,parentSchema:schema11.properties.registries,data:data46};
if(vErrors === null){
vErrors = [err130];
}
else {
vErrors.push(err130);
}
errors++;
}
let data67 = data.secrets;
if(data67 && typeof data67 == "object" && !Array.isArray(data67)){
if(data67.mode === undefined){
data67.mode = "cluster";
}
for(const key13 in data67){
if(!(key13 === "mode")){
const err131 = {instancePath:instancePath+"/secrets",schemaPath:"#/properties/secrets/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key13},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.secrets,data:data67};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
}
}
let data68 = data67.mode;
if(typeof data68 !== "string"){
const err132 = {instancePath:instancePath+"/secrets/mode",schemaPath:"#/properties/secrets/properties/mode/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.secrets.properties.mode.type,parentSchema:schema11.properties.secrets.properties.mode,data:data68};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
if(!(((data68 === "cluster") || (data68 === "namespaced")) || (data68 === "off"))){
const err133 = {instancePath:instancePath+"/secrets/mode",schemaPath:"#/properties/secrets/properties/mode/enum",keyword:"enum",params:{allowedValues: schema11.properties.secrets.properties.mode.enum},message:"must be equal to one of the allowed values",schema:schema11.properties.secrets.properties.mode.enum,parentSchema:schema11.properties.secrets.properties.mode,data:data68};
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
const err134 = {instancePath:instancePath+"/secrets",schemaPath:"#/properties/secrets/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.secrets.type,parentSchema:schema11.properties.secrets,data:data67};
if(vErrors === null){
vErrors = [err134];
}
else {
vErrors.push(err134);
}
errors++;
}
let data69 = data.schedule;
if(data69 && typeof data69 == "object" && !Array.isArray(data69)){
if(data69.checkPeriod === undefined){
data69.checkPeriod = "15s";
}
if(data69.recheckWindow === undefined){
data69.recheckWindow = "10m";
}
if(data69.failedRecheckPeriod === undefined){
data69.failedRecheckPeriod = "1m";
}
for(const key14 in data69){
if(!(((key14 === "checkPeriod") || (key14 === "recheckWindow")) || (key14 === "failedRecheckPeriod"))){
const err135 = {instancePath:instancePath+"/schedule",schemaPath:"#/properties/schedule/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key14},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.schedule,data:data69};
if(vErrors === null){
vErrors = [err135];
}
else {
vErrors.push(err135);
}
errors++;
}
}
let data70 = data69.checkPeriod;
if(typeof data70 === "string"){
if(!pattern1.test(data70)){
const err136 = {instancePath:instancePath+"/schedule/checkPeriod",schemaPath:"#/definitions/duration/pattern",keyword:"pattern",params:{pattern: "^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$"},message:"must match pattern \""+"^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$"+"\"",schema:"^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$",parentSchema:schema12,data:data70};
if(vErrors === null){
vErrors = [err136];
}
else {
vErrors.push(err136);
}
errors++;
}
}
else {
const err137 = {instancePath:instancePath+"/schedule/checkPeriod",schemaPath:"#/definitions/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema12.type,parentSchema:schema12,data:data70};
if(vErrors === null){
vErrors = [err137];
}
else {
vErrors.push(err137);
}
errors++;
}
let data71 = data69.recheckWindow;
if(typeof data71 === "string"){
if(!pattern1.test(data71)){
const err138 = {instancePath:instancePath+"/schedule/recheckWindow",schemaPath:"#/definitions/duration/pattern",keyword:"pattern",params:{pattern: "^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$"},message:"must match pattern \""+"^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$"+"\"",schema:"^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$",parentSchema:schema12,data:data71};
if(vErrors === null){
vErrors = [err138];
}
else {
vErrors.push(err138);
}
errors++;
}
}
else {
const err139 = {instancePath:instancePath+"/schedule/recheckWindow",schemaPath:"#/definitions/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema12.type,parentSchema:schema12,data:data71};
if(vErrors === null){
vErrors = [err139];
}
else {
vErrors.push(err139);
}
errors++;
}
let data72 = data69.failedRecheckPeriod;
if(typeof data72 === "string"){
if(!pattern1.test(data72)){
const err140 = {instancePath:instancePath+"/schedule/failedRecheckPeriod",schemaPath:"#/definitions/duration/pattern",keyword:"pattern",params:{pattern: "^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$"},message:"must match pattern \""+"^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$"+"\"",schema:"^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$",parentSchema:schema12,data:data72};
if(vErrors === null){
vErrors = [err140];
}
else {
vErrors.push(err140);
}
errors++;
}
}
else {
const err141 = {instancePath:instancePath+"/schedule/failedRecheckPeriod",schemaPath:"#/definitions/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema12.type,parentSchema:schema12,data:data72};
if(vErrors === null){
vErrors = [err141];
}
else {
vErrors.push(err141);
}
errors++;
}
}
else {
const err142 = {instancePath:instancePath+"/schedule",schemaPath:"#/properties/schedule/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.schedule.type,parentSchema:schema11.properties.schedule,data:data69};
if(vErrors === null){
vErrors = [err142];
}
else {
vErrors.push(err142);
}
errors++;
}
let data73 = data.metrics;
if(data73 && typeof data73 == "object" && !Array.isArray(data73)){
if(data73.names === undefined){
data73.names = "both";
}
if(data73.zeros === undefined){
data73.zeros = false;
}
if(data73.imageLastCheck === undefined){
data73.imageLastCheck = true;
}
if(data73.ownerLabels === undefined){
data73.ownerLabels = [];
}
if(data73.maxRegistries === undefined){
data73.maxRegistries = 200;
}
for(const key15 in data73){
if(!(((((key15 === "names") || (key15 === "zeros")) || (key15 === "imageLastCheck")) || (key15 === "ownerLabels")) || (key15 === "maxRegistries"))){
const err143 = {instancePath:instancePath+"/metrics",schemaPath:"#/properties/metrics/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key15},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.metrics,data:data73};
if(vErrors === null){
vErrors = [err143];
}
else {
vErrors.push(err143);
}
errors++;
}
}
let data74 = data73.names;
if(typeof data74 !== "string"){
const err144 = {instancePath:instancePath+"/metrics/names",schemaPath:"#/properties/metrics/properties/names/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.metrics.properties.names.type,parentSchema:schema11.properties.metrics.properties.names,data:data74};
if(vErrors === null){
vErrors = [err144];
}
else {
vErrors.push(err144);
}
errors++;
}
if(!(((data74 === "kind-in-name") || (data74 === "kind-label")) || (data74 === "both"))){
const err145 = {instancePath:instancePath+"/metrics/names",schemaPath:"#/properties/metrics/properties/names/enum",keyword:"enum",params:{allowedValues: schema11.properties.metrics.properties.names.enum},message:"must be equal to one of the allowed values",schema:schema11.properties.metrics.properties.names.enum,parentSchema:schema11.properties.metrics.properties.names,data:data74};
if(vErrors === null){
vErrors = [err145];
}
else {
vErrors.push(err145);
}
errors++;
}
let data75 = data73.zeros;
if(typeof data75 !== "boolean"){
const err146 = {instancePath:instancePath+"/metrics/zeros",schemaPath:"#/properties/metrics/properties/zeros/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.metrics.properties.zeros.type,parentSchema:schema11.properties.metrics.properties.zeros,data:data75};
if(vErrors === null){
vErrors = [err146];
}
else {
vErrors.push(err146);
}
errors++;
}
let data76 = data73.imageLastCheck;
if(typeof data76 !== "boolean"){
const err147 = {instancePath:instancePath+"/metrics/imageLastCheck",schemaPath:"#/properties/metrics/properties/imageLastCheck/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.metrics.properties.imageLastCheck.type,parentSchema:schema11.properties.metrics.properties.imageLastCheck,data:data76};
if(vErrors === null){
vErrors = [err147];
}
else {
vErrors.push(err147);
}
errors++;
}
let data77 = data73.ownerLabels;
if(Array.isArray(data77)){
const len12 = data77.length;
for(let i17=0; i17<len12; i17++){
let data78 = data77[i17];
if(typeof data78 === "string"){
if(!pattern24.test(data78)){
const err148 = {instancePath:instancePath+"/metrics/ownerLabels/" + i17,schemaPath:"#/properties/metrics/properties/ownerLabels/items/pattern",keyword:"pattern",params:{pattern: "^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"},message:"must match pattern \""+"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"+"\"",schema:"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$",parentSchema:schema11.properties.metrics.properties.ownerLabels.items,data:data78};
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
const err149 = {instancePath:instancePath+"/metrics/ownerLabels/" + i17,schemaPath:"#/properties/metrics/properties/ownerLabels/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.metrics.properties.ownerLabels.items.type,parentSchema:schema11.properties.metrics.properties.ownerLabels.items,data:data78};
if(vErrors === null){
vErrors = [err149];
}
else {
vErrors.push(err149);
}
errors++;
}
}
let i18 = data77.length;
let j5;
if(i18 > 1){
const indices3 = {};
for(;i18--;){
let item3 = data77[i18];
if(typeof item3 !== "string"){
continue;
}
if(typeof indices3[item3] == "number"){
j5 = indices3[item3];
const err150 = {instancePath:instancePath+"/metrics/ownerLabels",schemaPath:"#/properties/metrics/properties/ownerLabels/uniqueItems",keyword:"uniqueItems",params:{i: i18, j: j5},message:"must NOT have duplicate items (items ## "+j5+" and "+i18+" are identical)",schema:true,parentSchema:schema11.properties.metrics.properties.ownerLabels,data:data77};
if(vErrors === null){
vErrors = [err150];
}
else {
vErrors.push(err150);
}
errors++;
break;
}
indices3[item3] = i18;
}
}
}
else {
const err151 = {instancePath:instancePath+"/metrics/ownerLabels",schemaPath:"#/properties/metrics/properties/ownerLabels/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.metrics.properties.ownerLabels.type,parentSchema:schema11.properties.metrics.properties.ownerLabels,data:data77};
if(vErrors === null){
vErrors = [err151];
}
else {
vErrors.push(err151);
}
errors++;
}
let data79 = data73.maxRegistries;
if(!(((typeof data79 == "number") && (!(data79 % 1) && !isNaN(data79))) && (isFinite(data79)))){
const err152 = {instancePath:instancePath+"/metrics/maxRegistries",schemaPath:"#/properties/metrics/properties/maxRegistries/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.metrics.properties.maxRegistries.type,parentSchema:schema11.properties.metrics.properties.maxRegistries,data:data79};
if(vErrors === null){
vErrors = [err152];
}
else {
vErrors.push(err152);
}
errors++;
}
if((typeof data79 == "number") && (isFinite(data79))){
if(data79 > 10000 || isNaN(data79)){
const err153 = {instancePath:instancePath+"/metrics/maxRegistries",schemaPath:"#/properties/metrics/properties/maxRegistries/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10000},message:"must be <= 10000",schema:10000,parentSchema:schema11.properties.metrics.properties.maxRegistries,data:data79};
if(vErrors === null){
vErrors = [err153];
}
else {
vErrors.push(err153);
}
errors++;
}
if(data79 < 1 || isNaN(data79)){
const err154 = {instancePath:instancePath+"/metrics/maxRegistries",schemaPath:"#/properties/metrics/properties/maxRegistries/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.metrics.properties.maxRegistries,data:data79};
if(vErrors === null){
vErrors = [err154];
}
else {
vErrors.push(err154);
}
errors++;
}
}
}
else {
const err155 = {instancePath:instancePath+"/metrics",schemaPath:"#/properties/metrics/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.metrics.type,parentSchema:schema11.properties.metrics,data:data73};
if(vErrors === null){
vErrors = [err155];
}
else {
vErrors.push(err155);
}
errors++;
}
let data80 = data.hygiene;
if(data80 && typeof data80 == "object" && !Array.isArray(data80)){
if(data80.pullSecrets === undefined){
data80.pullSecrets = false;
}
if(data80.workloads === undefined){
data80.workloads = false;
}
for(const key16 in data80){
if(!((key16 === "pullSecrets") || (key16 === "workloads"))){
const err156 = {instancePath:instancePath+"/hygiene",schemaPath:"#/properties/hygiene/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key16},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.hygiene,data:data80};
if(vErrors === null){
vErrors = [err156];
}
else {
vErrors.push(err156);
}
errors++;
}
}
let data81 = data80.pullSecrets;
if(typeof data81 !== "boolean"){
const err157 = {instancePath:instancePath+"/hygiene/pullSecrets",schemaPath:"#/properties/hygiene/properties/pullSecrets/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.hygiene.properties.pullSecrets.type,parentSchema:schema11.properties.hygiene.properties.pullSecrets,data:data81};
if(vErrors === null){
vErrors = [err157];
}
else {
vErrors.push(err157);
}
errors++;
}
let data82 = data80.workloads;
if(typeof data82 !== "boolean"){
const err158 = {instancePath:instancePath+"/hygiene/workloads",schemaPath:"#/properties/hygiene/properties/workloads/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.hygiene.properties.workloads.type,parentSchema:schema11.properties.hygiene.properties.workloads,data:data82};
if(vErrors === null){
vErrors = [err158];
}
else {
vErrors.push(err158);
}
errors++;
}
}
else {
const err159 = {instancePath:instancePath+"/hygiene",schemaPath:"#/properties/hygiene/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.hygiene.type,parentSchema:schema11.properties.hygiene,data:data80};
if(vErrors === null){
vErrors = [err159];
}
else {
vErrors.push(err159);
}
errors++;
}
let data83 = data.sharding;
if(data83 && typeof data83 == "object" && !Array.isArray(data83)){
if(data83.shards === undefined){
data83.shards = 1;
}
if(data83.shard === undefined){
data83.shard = -1;
}
for(const key17 in data83){
if(!((key17 === "shards") || (key17 === "shard"))){
const err160 = {instancePath:instancePath+"/sharding",schemaPath:"#/properties/sharding/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key17},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.sharding,data:data83};
if(vErrors === null){
vErrors = [err160];
}
else {
vErrors.push(err160);
}
errors++;
}
}
let data84 = data83.shards;
if(!(((typeof data84 == "number") && (!(data84 % 1) && !isNaN(data84))) && (isFinite(data84)))){
const err161 = {instancePath:instancePath+"/sharding/shards",schemaPath:"#/properties/sharding/properties/shards/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.sharding.properties.shards.type,parentSchema:schema11.properties.sharding.properties.shards,data:data84};
if(vErrors === null){
vErrors = [err161];
}
else {
vErrors.push(err161);
}
errors++;
}
if((typeof data84 == "number") && (isFinite(data84))){
if(data84 > 1000 || isNaN(data84)){
const err162 = {instancePath:instancePath+"/sharding/shards",schemaPath:"#/properties/sharding/properties/shards/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},message:"must be <= 1000",schema:1000,parentSchema:schema11.properties.sharding.properties.shards,data:data84};
if(vErrors === null){
vErrors = [err162];
}
else {
vErrors.push(err162);
}
errors++;
}
if(data84 < 1 || isNaN(data84)){
const err163 = {instancePath:instancePath+"/sharding/shards",schemaPath:"#/properties/sharding/properties/shards/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.sharding.properties.shards,data:data84};
if(vErrors === null){
vErrors = [err163];
}
else {
vErrors.push(err163);
}
errors++;
}
}
let data85 = data83.shard;
if(!(((typeof data85 == "number") && (!(data85 % 1) && !isNaN(data85))) && (isFinite(data85)))){
const err164 = {instancePath:instancePath+"/sharding/shard",schemaPath:"#/properties/sharding/properties/shard/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.sharding.properties.shard.type,parentSchema:schema11.properties.sharding.properties.shard,data:data85};
if(vErrors === null){
vErrors = [err164];
}
else {
vErrors.push(err164);
}
errors++;
}
if((typeof data85 == "number") && (isFinite(data85))){
if(data85 > 999 || isNaN(data85)){
const err165 = {instancePath:instancePath+"/sharding/shard",schemaPath:"#/properties/sharding/properties/shard/maximum",keyword:"maximum",params:{comparison: "<=", limit: 999},message:"must be <= 999",schema:999,parentSchema:schema11.properties.sharding.properties.shard,data:data85};
if(vErrors === null){
vErrors = [err165];
}
else {
vErrors.push(err165);
}
errors++;
}
if(data85 < -1 || isNaN(data85)){
const err166 = {instancePath:instancePath+"/sharding/shard",schemaPath:"#/properties/sharding/properties/shard/minimum",keyword:"minimum",params:{comparison: ">=", limit: -1},message:"must be >= -1",schema:-1,parentSchema:schema11.properties.sharding.properties.shard,data:data85};
if(vErrors === null){
vErrors = [err166];
}
else {
vErrors.push(err166);
}
errors++;
}
}
}
else {
const err167 = {instancePath:instancePath+"/sharding",schemaPath:"#/properties/sharding/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.sharding.type,parentSchema:schema11.properties.sharding,data:data83};
if(vErrors === null){
vErrors = [err167];
}
else {
vErrors.push(err167);
}
errors++;
}
}
else {
const err168 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.type,parentSchema:schema11,data};
if(vErrors === null){
vErrors = [err168];
}
else {
vErrors.push(err168);
}
errors++;
}
validate10.errors = vErrors;
return errors === 0;
}

