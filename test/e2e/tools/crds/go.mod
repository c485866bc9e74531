module k8s-image-availability-exporter/test/e2e/tools/crds

go 1.26.0

require (
	github.com/argoproj/argo-rollouts v1.8.3
	github.com/prometheus-operator/prometheus-operator v0.85.0
	k8s.io/autoscaler/vertical-pod-autoscaler v1.8.1
)
