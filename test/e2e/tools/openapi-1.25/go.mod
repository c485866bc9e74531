module k8s-image-availability-exporter/test/e2e/tools/openapi-1.25

go 1.26.0

require k8s.io/kubernetes v1.25.16
