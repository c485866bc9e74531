{{- /* The source of the volume with the configuration of the nodes' credential providers; empty where there is none. */ -}}
{{- define "iae.providersVolume" -}}
{{- $providers := .Values.nodes.credentialProviders -}}
{{- if $providers.content -}}
configMap:
  name: {{ include "iae.fullname" . }}-credential-providers
{{- else if $providers.existingConfigMap -}}
configMap:
  name: {{ $providers.existingConfigMap | quote }}
{{- else if $providers.hostPath -}}
hostPath:
  path: {{ $providers.hostPath | quote }}
  type: {{ regexMatch "\\.(json|ya?ml)$" $providers.hostPath | ternary "File" "Directory" }}
{{- end -}}
{{- end -}}

{{- /* The configuration that the chart writes. */ -}}
{{- define "iae.providersContent" -}}
{{- $content := .Values.nodes.credentialProviders.content -}}
{{- kindIs "string" $content | ternary $content (toYaml $content) -}}
{{- end -}}

{{- /* The source of the volume with the programs. Those of an image are copied: volumes of images are mounted noexec. */ -}}
{{- define "iae.programsVolume" -}}
{{- with .Values.nodes.credentialProviders.programs -}}
{{- if .image.reference -}}
emptyDir: {}
{{- else if .hostPath -}}
hostPath:
  path: {{ .hostPath | quote }}
  type: Directory
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "iae.initContainers" -}}
{{- $image := .Values.nodes.credentialProviders.programs.image -}}
{{- $folder := include "iae.configFolder" . -}}
{{- if and (include "iae.providersVolume" .) $image.reference }}
- name: credential-providers
  image: {{ include "iae.image" . | quote }}
  imagePullPolicy: {{ .Values.image.pullPolicy }}
  command:
    - node
    - -e
    - 'require("node:fs").cpSync(process.argv[1], process.argv[2], { recursive: true })'
    - {{ printf "/image/%s" (trimPrefix "/" $image.path) | quote }}
    - {{ $folder }}/programs
  {{- with .Values.resources }}
  resources:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.securityContext }}
  securityContext:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  volumeMounts:
    - name: program-image
      mountPath: /image
      readOnly: true
    - name: programs
      mountPath: {{ $folder }}/programs
{{- end }}
{{- with .Values.initContainers }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- /* The source of the volume with containerd's files on registries; empty where there is none. */ -}}
{{- define "iae.hostsVolume" -}}
{{- $hosts := .Values.nodes.hosts -}}
{{- if $hosts.content -}}
configMap:
  name: {{ include "iae.fullname" . }}-hosts
  items:
    {{- range $file := include "iae.hostsFiles" . | fromYamlArray }}
    - key: {{ $file.key | quote }}
      path: {{ $file.path | quote }}
    {{- end }}
{{- else if $hosts.image.reference -}}
image:
  reference: {{ $hosts.image.reference | quote }}
  pullPolicy: {{ $hosts.image.pullPolicy }}
{{- else if $hosts.hostPath -}}
hostPath:
  path: {{ $hosts.hostPath | quote }}
  type: Directory
{{- end -}}
{{- end -}}

{{- /* The files that the chart writes: key in the ConfigMap, path in the volume, text. The length of a folder's name keeps keys apart. */ -}}
{{- define "iae.hostsFiles" -}}
{{- $files := list -}}
{{- range $folder, $content := .Values.nodes.hosts.content -}}
{{- range $name, $text := kindIs "string" $content | ternary (dict "hosts.toml" $content) $content -}}
{{- $files = append $files (dict "key" (printf "%s.%d.%s" $folder (len $folder) $name) "path" (printf "%s/%s" $folder $name) "text" $text) -}}
{{- end -}}
{{- end -}}
{{- toYaml $files -}}
{{- end -}}

{{- /* The Secret with the registries.yaml of k3s or RKE2; empty where there is none. */ -}}
{{- define "iae.registriesYamlSecret" -}}
{{- if .Values.nodes.registriesYaml.content -}}
{{- printf "%s-registries-yaml" (include "iae.fullname" .) -}}
{{- else -}}
{{- .Values.nodes.registriesYaml.existingSecret -}}
{{- end -}}
{{- end -}}

{{- /* The registries.yaml that the chart writes. */ -}}
{{- define "iae.registriesYamlContent" -}}
{{- $content := .Values.nodes.registriesYaml.content -}}
{{- kindIs "string" $content | ternary $content (toYaml $content) -}}
{{- end -}}

{{- /* The source of the volume with it; empty where there is none. */ -}}
{{- define "iae.registriesYamlVolume" -}}
{{- $yaml := .Values.nodes.registriesYaml -}}
{{- if include "iae.registriesYamlSecret" . -}}
secret:
  secretName: {{ include "iae.registriesYamlSecret" . | quote }}
  items:
    - key: {{ $yaml.content | empty | ternary $yaml.key "registries.yaml" | quote }}
      path: registries.yaml
{{- else if $yaml.hostPath -}}
hostPath:
  path: {{ $yaml.hostPath | quote }}
  type: File
{{- end -}}
{{- end -}}

{{- /* Folders of nodes with certificates that their files name. */ -}}
{{- define "iae.nodeCertificates" -}}
{{- concat .Values.nodes.hosts.certificates .Values.nodes.registriesYaml.certificates | toYaml -}}
{{- end -}}

{{- /* The source of the volume with CRI-O's files on registries; empty where there is none. */ -}}
{{- define "iae.registriesVolume" -}}
{{- $registries := .Values.nodes.registries -}}
{{- if $registries.content -}}
configMap:
  name: {{ include "iae.fullname" . }}-registries
{{- else if $registries.hostPath -}}
hostPath:
  path: {{ $registries.hostPath | quote }}
  type: Directory
{{- end -}}
{{- end -}}

{{- define "iae.nodeVolumes" -}}
{{- with include "iae.registriesVolume" . }}
- name: node-registries
  {{- . | nindent 2 }}
{{- end }}
{{- with .Values.nodes.runtimeAuth }}
{{- if .existingSecret }}
- name: runtime-auth
  secret:
    secretName: {{ .existingSecret | quote }}
    items:
      - key: {{ .key | quote }}
        path: config.json
{{- end }}
{{- end }}
{{- with include "iae.hostsVolume" . }}
- name: node-hosts
  {{- . | nindent 2 }}
{{- end }}
{{- with include "iae.registriesYamlVolume" . }}
- name: registries-yaml
  {{- . | nindent 2 }}
{{- end }}
{{- with .Values.nodes.registriesYaml.files }}
- name: registries-yaml-files
  secret:
    secretName: {{ include "iae.registriesYamlSecret" $ | quote }}
    items:
      {{- range $index, $path := keys . | sortAlpha }}
      - key: file-{{ $index }}
        path: {{ trimPrefix "/" $path | quote }}
      {{- end }}
{{- end }}
{{- range $index, $path := include "iae.nodeCertificates" . | fromYamlArray }}
- name: node-certificates-{{ $index }}
  hostPath:
    path: {{ $path | quote }}
    type: Directory
{{- end }}
{{- with include "iae.providersVolume" . }}
- name: credential-providers
  {{- . | nindent 2 }}
- name: programs
  {{- include "iae.programsVolume" $ | nindent 2 }}
{{- with $.Values.nodes.credentialProviders.programs.image }}
{{- if .reference }}
- name: program-image
  image:
    reference: {{ .reference | quote }}
    pullPolicy: {{ .pullPolicy }}
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "iae.nodeVolumeMounts" -}}
{{- $folder := include "iae.configFolder" . -}}
{{- if include "iae.hostsVolume" . }}
- name: node-hosts
  mountPath: {{ $folder }}/hosts
  readOnly: true
{{- end }}
{{- if include "iae.registriesVolume" . }}
- name: node-registries
  mountPath: {{ $folder }}/registries
  readOnly: true
{{- end }}
{{- if .Values.nodes.runtimeAuth.existingSecret }}
- name: runtime-auth
  mountPath: {{ $folder }}/runtime-auth
  readOnly: true
{{- end }}
{{- if include "iae.registriesYamlVolume" . }}
- name: registries-yaml
  mountPath: {{ $folder }}/registries-yaml{{ if .Values.nodes.registriesYaml.hostPath }}/registries.yaml{{ end }}
  readOnly: true
{{- end }}
{{- if .Values.nodes.registriesYaml.files }}
- name: registries-yaml-files
  mountPath: {{ $folder }}/node
  readOnly: true
{{- end }}
{{- range $index, $path := include "iae.nodeCertificates" . | fromYamlArray }}
- name: node-certificates-{{ $index }}
  mountPath: {{ $folder }}/node{{ $path }}
  readOnly: true
{{- end }}
{{- if include "iae.providersVolume" . }}
- name: credential-providers
  mountPath: {{ include "iae.configFolder" . }}/credential-providers
  readOnly: true
- name: programs
  mountPath: {{ include "iae.configFolder" . }}/programs
  readOnly: true
{{- end }}
{{- end -}}

{{- /* The values by which its ServiceAccount takes an identity at a cloud, and the annotation that says so there. */ -}}
{{- define "iae.cloudIdentities" -}}
{{- with .Values.nodes -}}
- { cloud: aws, value: aws.roleArn, is: {{ .aws.roleArn | quote }}, annotation: eks.amazonaws.com/role-arn }
- { cloud: azure, value: azure.clientId, is: {{ .azure.clientId | quote }}, annotation: azure.workload.identity/client-id }
- { cloud: google, value: google.serviceAccount, is: {{ .google.serviceAccount | quote }}, annotation: iam.gke.io/gcp-service-account }
{{- end -}}
{{- end -}}

{{- /* Annotations of the ServiceAccount, identities at clouds among them. */ -}}
{{- define "iae.accountAnnotations" -}}
{{- $annotations := deepCopy .Values.serviceAccount.annotations -}}
{{- range include "iae.cloudIdentities" . | fromYamlArray -}}
{{- if .is }}{{ $_ := set $annotations .annotation .is }}{{ end -}}
{{- end -}}
{{- toYaml $annotations -}}
{{- end -}}

{{- define "iae.checkNodes" -}}
{{- $hosts := .Values.nodes.hosts -}}
{{- $from := compact (list (ternary "content" "" (not (empty $hosts.content))) (ternary "image.reference" "" (not (empty $hosts.image.reference))) (ternary "hostPath" "" (not (empty $hosts.hostPath)))) -}}
{{- if gt (len $from) 1 -}}
{{- fail (printf "nodes.hosts: only one of %s may be set" (join ", " $from)) -}}
{{- end -}}
{{- $givenNodes := .Values.config.nodes -}}
{{- if and $from $givenNodes.hostsDir -}}
{{- fail "config.nodes.hostsDir: expected nothing, as nodes.hosts sets it" -}}
{{- end -}}
{{- if and $hosts.certificates $givenNodes.root -}}
{{- fail "config.nodes.root: expected nothing, as nodes.hosts.certificates sets it" -}}
{{- end -}}
{{- if and $hosts.certificates (not $from) (not $givenNodes.hostsDir) -}}
{{- fail "nodes.hosts.certificates: expected content, image.reference or hostPath beside it, which name certificates" -}}
{{- end -}}
{{- $yaml := .Values.nodes.registriesYaml -}}
{{- $from := compact (list (ternary "content" "" (not (empty $yaml.content))) (ternary "existingSecret" "" (not (empty $yaml.existingSecret))) (ternary "hostPath" "" (not (empty $yaml.hostPath)))) -}}
{{- if gt (len $from) 1 -}}
{{- fail (printf "nodes.registriesYaml: only one of %s may be set" (join ", " $from)) -}}
{{- end -}}
{{- if and $from $givenNodes.registriesYaml -}}
{{- fail "config.nodes.registriesYaml: expected nothing, as nodes.registriesYaml sets it" -}}
{{- end -}}
{{- if and $yaml.files (not $yaml.content) -}}
{{- fail "nodes.registriesYaml.files: expected content beside it, which names them" -}}
{{- end -}}
{{- if and $yaml.files $yaml.certificates -}}
{{- fail "nodes.registriesYaml: only one of files, certificates may be set" -}}
{{- end -}}
{{- range $key := list "files" "certificates" -}}
{{- if and (get $yaml $key) $givenNodes.root -}}
{{- fail (printf "config.nodes.root: expected nothing, as nodes.registriesYaml.%s sets it" $key) -}}
{{- end -}}
{{- end -}}
{{- if and $yaml.certificates (not $from) (not $givenNodes.registriesYaml) -}}
{{- fail "nodes.registriesYaml.certificates: expected content, existingSecret or hostPath beside it, which name certificates" -}}
{{- end -}}
{{- $registries := .Values.nodes.registries -}}
{{- if and $registries.content $registries.hostPath -}}
{{- fail "nodes.registries: only one of content, hostPath may be set" -}}
{{- end -}}
{{- if and (include "iae.registriesVolume" .) (or $givenNodes.registriesConf $givenNodes.certsDir) -}}
{{- fail "config.nodes.registriesConf and certsDir: expected nothing, as nodes.registries sets them" -}}
{{- end -}}
{{- if and .Values.nodes.runtimeAuth.existingSecret $givenNodes.runtimeAuthFile -}}
{{- fail "config.nodes.runtimeAuthFile: expected nothing, as nodes.runtimeAuth sets it" -}}
{{- end -}}
{{- $providers := .Values.nodes.credentialProviders -}}
{{- $programs := $providers.programs -}}
{{- $sources := compact (list (ternary "content" "" (not (empty $providers.content))) (ternary "existingConfigMap" "" (not (empty $providers.existingConfigMap))) (ternary "hostPath" "" (not (empty $providers.hostPath)))) -}}
{{- if gt (len $sources) 1 -}}
{{- fail (printf "nodes.credentialProviders: only one of %s may be set" (join ", " $sources)) -}}
{{- end -}}
{{- if and $programs.image.reference $programs.hostPath -}}
{{- fail "nodes.credentialProviders.programs: only one of image.reference, hostPath may be set" -}}
{{- end -}}
{{- if and $sources (not (include "iae.programsVolume" .)) -}}
{{- fail "nodes.credentialProviders.programs: expected image.reference or hostPath, as the providers are programs" -}}
{{- end -}}
{{- if and (not $sources) (include "iae.programsVolume" .) -}}
{{- fail "nodes.credentialProviders: expected content, existingConfigMap or hostPath, which say what the programs are for" -}}
{{- end -}}
{{- $given := .Values.config.nodes.credentialProviders -}}
{{- if and $sources (or $given.config $given.binDir) -}}
{{- fail "config.nodes.credentialProviders: expected nothing, as nodes.credentialProviders sets it" -}}
{{- end -}}
{{- range include "iae.cloudIdentities" . | fromYamlArray -}}
{{- if .is -}}
{{- if eq (get (get (include "iae.config" $ | fromYaml).nodes.cloud .cloud) "mode") "off" -}}
{{- fail (printf "nodes.%s: expected config.nodes.cloud.%s.mode other than \"off\", which leaves that identity unused" .value .cloud) -}}
{{- end -}}
{{- if not $.Values.serviceAccount.create -}}
{{- fail (printf "nodes.%s: expected serviceAccount.create, as it annotates the ServiceAccount" .value) -}}
{{- end -}}
{{- if hasKey ($.Values.serviceAccount.annotations) .annotation -}}
{{- fail (printf "nodes.%s: expected no annotation %s in serviceAccount.annotations beside it" .value .annotation) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
