{{- define "gatehouse.name" -}}
{{- .Values.fullnameOverride | default .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- end }}

{{- /* What all pods of a release have in common, and nothing that changes with a version. */ -}}
{{- define "gatehouse.selector" -}}
app.kubernetes.io/name: gatehouse
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- /* dict "root" $ "component" NAME, with "suffix" for the name of the object. */ -}}
{{- define "gatehouse.metadata" -}}
name: {{ include "gatehouse.name" .root }}{{ with .suffix }}-{{ . }}{{ end }}
namespace: {{ .root.Release.Namespace }}
labels:
  {{- include "gatehouse.selector" .root | nindent 2 }}
  app.kubernetes.io/component: {{ .component }}
  app.kubernetes.io/version: {{ .root.Values.image.tag | default .root.Chart.AppVersion | quote }}
  app.kubernetes.io/managed-by: {{ .root.Release.Service }}
  helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | quote }}
{{- end }}

{{- define "gatehouse.image" -}}
{{- with .Values.image -}}
{{ .repository }}{{ if .digest }}@{{ .digest }}{{ else }}:{{ .tag | default $.Chart.AppVersion }}{{ end }}
{{- end }}
{{- end }}

{{- /* The secrets of a pod by setting; dict "root" $ "databaseUrl" REFERENCE, which counts if it is not empty. */ -}}
{{- define "gatehouse.secrets" -}}
{{- $own := dict -}}
{{- with .databaseUrl }}{{ $own = dict "DATABASE_URL" . }}{{ end -}}
{{- merge $own .root.Values.secrets | toJson -}}
{{- end }}

{{- /* The environment. Numbers go through JSON: in Helm they are floating, and 1048576 would become 1.048576e+06. */ -}}
{{- define "gatehouse.env" -}}
{{- $root := .root -}}
{{- $settings := deepCopy $root.Values.settings -}}
{{- $name := include "gatehouse.name" $root -}}
{{- $scheme := ternary "https" "http" (not (empty $root.Values.ingress.tlsSecret)) -}}
{{- $hosts := list $root.Values.host $name (printf "%s.%s" $name $root.Release.Namespace) (printf "%s.%s.svc" $name $root.Release.Namespace) -}}
{{- $settings = merge $settings (dict "PUBLIC_URL" (printf "%s://%s" $scheme $root.Values.host) "ALLOWED_HOSTS" $hosts) -}}
{{- $_ := set $settings "HOST" "0.0.0.0" -}}
{{- $_ := set $settings "PORT" 8000 -}}
{{- if $root.Values.metrics.enabled }}
{{- $_ := set $settings "METRICS_LISTEN" (printf "0.0.0.0:%s" (toJson $root.Values.metrics.port)) -}}
{{- end }}
{{- range $setting, $reference := include "gatehouse.secrets" . | fromJson }}
{{- $_ := set $settings (printf "%s_FILE" $setting) (printf "/run/secrets/gatehouse/%s" $setting) -}}
{{- end }}
{{- if $root.Values.databaseCa }}
{{- $_ := set $settings "PGSSLMODE" "verify-full" -}}
{{- $_ := set $settings "PGSSLROOTCERT" "/run/secrets/gatehouse/database-ca.crt" -}}
{{- end }}
{{- range $setting, $value := $settings }}
- name: {{ $setting }}
  value: {{ if kindIs "string" $value }}{{ $value | quote }}{{ else if kindIs "slice" $value }}{{ join "," $value | quote }}{{ else }}{{ toJson $value | quote }}{{ end }}
{{- end }}
{{- end }}

{{- /* A pod: dict "root" $ "databaseUrl" REFERENCE "command" LIST "component" NAME "restart" POLICY "serving" TEXT. */ -}}
{{- define "gatehouse.pod" -}}
{{- $root := .root -}}
metadata:
  labels:
    {{- include "gatehouse.selector" $root | nindent 4 }}
    app.kubernetes.io/component: {{ .component }}
  {{- with $root.Values.podAnnotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  {{- with $root.Values.serviceAccountName }}
  serviceAccountName: {{ . }}
  {{- end }}
  automountServiceAccountToken: false
  enableServiceLinks: false
  {{- with $root.Values.image.pullSecrets }}
  imagePullSecrets:
    {{- range . }}
    - name: {{ . }}
    {{- end }}
  {{- end }}
  securityContext:
    {{- toYaml $root.Values.podSecurityContext | nindent 4 }}
  {{- with .restart }}
  restartPolicy: {{ . }}
  {{- end }}
  {{- with $root.Values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $root.Values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .placement }}
  {{- . | nindent 2 }}
  {{- end }}
  containers:
    - name: gatehouse
      image: {{ include "gatehouse.image" $root }}
      imagePullPolicy: {{ $root.Values.image.pullPolicy }}
      command: {{ toJson .command }}
      env:
        {{- include "gatehouse.env" . | trim | nindent 8 }}
      {{- with .serving }}
      {{- . | nindent 6 }}
      {{- end }}
      resources:
        {{- toYaml $root.Values.resources | nindent 8 }}
      securityContext:
        {{- toYaml $root.Values.securityContext | nindent 8 }}
      volumeMounts:
        - name: secrets
          mountPath: /run/secrets/gatehouse
          readOnly: true
        - name: tmp
          mountPath: /tmp
  volumes:
    - name: secrets
      projected:
        defaultMode: 0440
        sources:
          {{- range $setting, $reference := include "gatehouse.secrets" . | fromJson }}
          - secret:
              name: {{ $reference.name }}
              items:
                - key: {{ $reference.key }}
                  path: {{ $setting }}
          {{- end }}
          {{- with $root.Values.databaseCa }}
          - secret:
              name: {{ .name }}
              items:
                - key: {{ .key }}
                  path: database-ca.crt
          {{- end }}
    - name: tmp
      emptyDir:
        sizeLimit: 64Mi
{{- end }}
