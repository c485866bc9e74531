// Generated from chart/values.schema.json by `npm run generate`. Do not edit.

/** The values without anything of a user's. */
export const VALUES_DEFAULTS: Values = {
  "nameOverride": "",
  "namespaceOverride": "",
  "sharding": {
    "enabled": false,
    "shards": 2
  },
  "rules": {
    "enabled": false,
    "prometheusRule": {
      "enabled": true,
      "ifKnown": false,
      "namespace": "",
      "labels": {},
      "annotations": {}
    },
    "vmRule": {
      "enabled": false,
      "ifKnown": false,
      "namespace": "",
      "labels": {},
      "annotations": {}
    },
    "severityByReplicas": false,
    "runbookUrl": "https://github.com/k8s-image-availability-exporter/k8s-image-availability-exporter/blob/main/docs/runbooks/$alert.md",
    "dashboardUrl": "",
    "additionalLabels": {},
    "extraGroups": [],
    "alerts": {
      "ImageAbsent": {
        "enabled": true,
        "for": "5m",
        "keepFiringFor": "20m",
        "severity": "critical",
        "threshold": 1,
        "labels": {},
        "annotations": {}
      },
      "ImagePullUnauthenticated": {
        "enabled": true,
        "for": "10m",
        "keepFiringFor": "20m",
        "severity": "critical",
        "threshold": 1,
        "labels": {},
        "annotations": {}
      },
      "ImagePullUnauthorized": {
        "enabled": true,
        "for": "10m",
        "keepFiringFor": "20m",
        "severity": "critical",
        "threshold": 1,
        "labels": {},
        "annotations": {}
      },
      "ImageNameInvalid": {
        "enabled": true,
        "for": "5m",
        "keepFiringFor": "20m",
        "severity": "warning",
        "threshold": 1,
        "labels": {},
        "annotations": {}
      },
      "ImageRegistryFailing": {
        "enabled": true,
        "for": "30m",
        "keepFiringFor": "20m",
        "severity": "warning",
        "threshold": 1,
        "labels": {},
        "annotations": {}
      },
      "ImageCheckUnknownError": {
        "enabled": true,
        "for": "15m",
        "keepFiringFor": "20m",
        "severity": "warning",
        "threshold": 1,
        "labels": {},
        "annotations": {}
      },
      "RegistryV1Unsupported": {
        "enabled": true,
        "for": "15m",
        "keepFiringFor": "20m",
        "severity": "warning",
        "threshold": 1,
        "labels": {},
        "annotations": {}
      },
      "ImagePlatformMissing": {
        "enabled": true,
        "for": "15m",
        "keepFiringFor": "20m",
        "severity": "warning",
        "threshold": 1,
        "labels": {},
        "annotations": {}
      },
      "ImageContentMissing": {
        "enabled": true,
        "for": "5m",
        "keepFiringFor": "20m",
        "severity": "critical",
        "threshold": 1,
        "labels": {},
        "annotations": {}
      },
      "ImageMoved": {
        "enabled": true,
        "for": "1h",
        "keepFiringFor": "10m",
        "severity": "info",
        "threshold": 1,
        "labels": {},
        "annotations": {}
      },
      "RollbackUnavailable": {
        "enabled": true,
        "for": "1h",
        "keepFiringFor": "10m",
        "severity": "warning",
        "threshold": 1,
        "labels": {},
        "annotations": {}
      },
      "LastCopyOfImage": {
        "enabled": true,
        "for": "10m",
        "keepFiringFor": "20m",
        "severity": "critical",
        "threshold": 1,
        "labels": {},
        "annotations": {}
      },
      "RegistryUnavailable": {
        "enabled": true,
        "for": "10m",
        "keepFiringFor": "5m",
        "severity": "critical",
        "threshold": 0.5,
        "labels": {},
        "annotations": {}
      },
      "RegistryRateLimited": {
        "enabled": true,
        "for": "30m",
        "keepFiringFor": "10m",
        "severity": "warning",
        "threshold": 1,
        "labels": {},
        "annotations": {}
      },
      "OriginUnavailable": {
        "enabled": true,
        "for": "1h",
        "keepFiringFor": "20m",
        "severity": "info",
        "threshold": 1,
        "labels": {},
        "annotations": {}
      },
      "RegistryQuotaLow": {
        "enabled": true,
        "for": "5m",
        "keepFiringFor": "20m",
        "severity": "warning",
        "threshold": 20,
        "labels": {},
        "annotations": {}
      },
      "ExporterDown": {
        "enabled": true,
        "for": "15m",
        "keepFiringFor": "5m",
        "severity": "critical",
        "threshold": 1,
        "labels": {},
        "annotations": {}
      },
      "ExporterFlapping": {
        "enabled": true,
        "for": "5m",
        "keepFiringFor": "15m",
        "severity": "warning",
        "threshold": 2,
        "labels": {},
        "annotations": {}
      },
      "ExporterNotReady": {
        "enabled": true,
        "for": "10m",
        "keepFiringFor": "20m",
        "severity": "warning",
        "threshold": 1,
        "labels": {},
        "annotations": {}
      },
      "ChecksStale": {
        "enabled": true,
        "for": "5m",
        "keepFiringFor": "20m",
        "severity": "warning",
        "threshold": 2,
        "labels": {},
        "annotations": {}
      },
      "RecheckWindowUnreachable": {
        "enabled": true,
        "for": "15m",
        "keepFiringFor": "30m",
        "severity": "warning",
        "threshold": 1,
        "labels": {},
        "annotations": {}
      },
      "InformerNotSynced": {
        "enabled": true,
        "for": "10m",
        "keepFiringFor": "20m",
        "severity": "warning",
        "threshold": 1,
        "labels": {},
        "annotations": {}
      },
      "PullSecretInvalid": {
        "enabled": true,
        "for": "10m",
        "keepFiringFor": "20m",
        "severity": "warning",
        "threshold": 1,
        "labels": {},
        "annotations": {}
      },
      "PullSecretUnreadable": {
        "enabled": true,
        "for": "30m",
        "keepFiringFor": "10m",
        "severity": "warning",
        "threshold": 1,
        "labels": {},
        "annotations": {}
      },
      "NodeCredentialsUnknown": {
        "enabled": true,
        "for": "30m",
        "keepFiringFor": "10m",
        "severity": "warning",
        "threshold": 1,
        "labels": {},
        "annotations": {}
      },
      "NodeFileUnreadable": {
        "enabled": true,
        "for": "15m",
        "keepFiringFor": "10m",
        "severity": "warning",
        "threshold": 1,
        "labels": {},
        "annotations": {}
      },
      "PullSecretMissing": {
        "enabled": true,
        "for": "1h",
        "keepFiringFor": "10m",
        "severity": "info",
        "threshold": 1,
        "labels": {},
        "annotations": {}
      },
      "HighErrorRatio": {
        "enabled": true,
        "for": "15m",
        "keepFiringFor": "20m",
        "severity": "warning",
        "threshold": 0.25,
        "labels": {},
        "annotations": {}
      },
      "DeploymentImageUnavailable": {
        "enabled": false,
        "for": "",
        "keepFiringFor": "",
        "severity": "critical",
        "threshold": 1,
        "labels": {},
        "annotations": {}
      },
      "StatefulSetImageUnavailable": {
        "enabled": false,
        "for": "",
        "keepFiringFor": "",
        "severity": "critical",
        "threshold": 1,
        "labels": {},
        "annotations": {}
      },
      "DaemonSetImageUnavailable": {
        "enabled": false,
        "for": "",
        "keepFiringFor": "",
        "severity": "critical",
        "threshold": 1,
        "labels": {},
        "annotations": {}
      },
      "CronJobImageUnavailable": {
        "enabled": false,
        "for": "",
        "keepFiringFor": "",
        "severity": "critical",
        "threshold": 1,
        "labels": {},
        "annotations": {}
      },
      "NodePodsNearCapacity": {
        "enabled": true,
        "for": "30m",
        "keepFiringFor": "",
        "severity": "warning",
        "threshold": 0.9,
        "labels": {},
        "annotations": {}
      },
      "NodeEphemeralStorageFilling": {
        "enabled": true,
        "for": "30m",
        "keepFiringFor": "",
        "severity": "warning",
        "threshold": 0.6,
        "labels": {},
        "annotations": {}
      },
      "VolumeFilling": {
        "enabled": true,
        "for": "15m",
        "keepFiringFor": "",
        "severity": "warning",
        "threshold": 0.85,
        "labels": {},
        "annotations": {}
      },
      "EtcdNearQuota": {
        "enabled": true,
        "for": "15m",
        "keepFiringFor": "",
        "severity": "warning",
        "threshold": 0.8,
        "labels": {},
        "annotations": {}
      },
      "EtcdObjectsMany": {
        "enabled": true,
        "for": "1h",
        "keepFiringFor": "",
        "severity": "warning",
        "threshold": 50000,
        "labels": {},
        "annotations": {}
      },
      "ApiObjectsGrowing": {
        "enabled": true,
        "for": "6h",
        "keepFiringFor": "",
        "severity": "info",
        "threshold": 5000,
        "labels": {},
        "annotations": {}
      },
      "NamespaceQuotaNearlyUsed": {
        "enabled": true,
        "for": "15m",
        "keepFiringFor": "",
        "severity": "info",
        "threshold": 0.9,
        "labels": {},
        "annotations": {}
      },
      "FinishedJobsKept": {
        "enabled": true,
        "for": "1h",
        "keepFiringFor": "",
        "severity": "info",
        "threshold": 168,
        "labels": {},
        "annotations": {}
      },
      "FailedPodsKept": {
        "enabled": true,
        "for": "1h",
        "keepFiringFor": "",
        "severity": "info",
        "threshold": 24,
        "labels": {},
        "annotations": {}
      },
      "ClaimsUnused": {
        "enabled": true,
        "for": "1h",
        "keepFiringFor": "",
        "severity": "info",
        "threshold": 168,
        "labels": {},
        "annotations": {}
      },
      "DeploymentsLongAtZero": {
        "enabled": true,
        "for": "1h",
        "keepFiringFor": "",
        "severity": "info",
        "threshold": 168,
        "labels": {},
        "annotations": {}
      },
      "PullSecretsUnused": {
        "enabled": true,
        "for": "1d",
        "keepFiringFor": "",
        "severity": "info",
        "threshold": 1,
        "labels": {},
        "annotations": {}
      },
      "RolloutWouldInterrupt": {
        "enabled": true,
        "for": "1h",
        "keepFiringFor": "",
        "severity": "info",
        "threshold": 1,
        "labels": {},
        "annotations": {}
      }
    }
  },
  "hygiene": {
    "enabled": false
  },
  "dashboards": {
    "enabled": false,
    "configMap": {
      "enabled": true,
      "namespace": "",
      "labels": {
        "grafana_dashboard": "1"
      },
      "annotations": {},
      "folder": "",
      "folderAnnotation": "grafana_folder"
    },
    "grafanaDashboard": {
      "enabled": false,
      "ifKnown": false,
      "namespace": "",
      "labels": {},
      "annotations": {},
      "instanceSelector": {
        "matchLabels": {
          "dashboards": "grafana"
        }
      },
      "folder": "",
      "resyncPeriod": "10m",
      "allowCrossNamespaceImport": false
    },
    "titlePrefix": "",
    "tags": [],
    "timezone": "browser",
    "refresh": "1m",
    "from": "now-6h",
    "recordingRules": false,
    "links": {
      "workload": "",
      "registry": "https://$registry"
    },
    "boards": {
      "imageAvailability": {
        "enabled": true,
        "refresh": "",
        "from": "",
        "tags": []
      },
      "exporter": {
        "enabled": true,
        "refresh": "",
        "from": "",
        "tags": []
      },
      "clusterHygiene": {
        "enabled": true,
        "refresh": "",
        "from": "",
        "tags": []
      }
    }
  },
  "alertmanagerConfig": {
    "enabled": false,
    "ifKnown": false,
    "namespace": "",
    "labels": {},
    "annotations": {},
    "receivers": {},
    "texts": "inline",
    "exporterNamespace": "",
    "routes": {
      "critical": {
        "receiver": "",
        "groupWait": "30s",
        "groupInterval": "5m",
        "repeatInterval": "4h"
      },
      "warning": {
        "receiver": "",
        "groupWait": "2m",
        "groupInterval": "15m",
        "repeatInterval": "1d"
      },
      "info": {
        "receiver": "",
        "groupWait": "10m",
        "groupInterval": "1h",
        "repeatInterval": "4d"
      }
    },
    "groupBy": {
      "registry": [
        "cluster",
        "registry"
      ],
      "others": [
        "cluster",
        "alertname"
      ]
    },
    "teams": {
      "label": "team",
      "receivers": {}
    },
    "inhibition": {
      "registryUnavailable": true,
      "exporterDown": true,
      "severity": true
    },
    "spec": {}
  }
};

export interface Values {
  /**
   * Replaces the chart's name in names and labels.
   */
  nameOverride: string;
  /**
   * Namespace of what is created, instead of the release's. It has to be there.
   */
  namespaceOverride: string;
  sharding: ShardingConfig;
  rules: RulesConfig;
  hygiene: ClusterHygieneConfig;
  dashboards: DashboardsConfig;
  alertmanagerConfig: NotificationsConfig;
}
/**
 * Several exporters that share the images of one cluster, in a StatefulSet: each takes those whose hash falls to its ordinal. Sets `config.sharding`.
 */
export interface ShardingConfig {
  /**
   * Run a StatefulSet of exporters instead of a single one.
   */
  enabled: boolean;
  /**
   * How many.
   */
  shards: number;
}
/**
 * Alerts and recording rules. Each alert's meaning and what to do about it: docs/runbooks. Without the operators' kinds, `k8s-image-availability-exporter render rules --values values.yaml` prints the same rules for Prometheus' `rule_files`.
 */
export interface RulesConfig {
  /**
   * Create the objects below.
   */
  enabled: boolean;
  /**
   * PrometheusRule.
   */
  prometheusRule: {
    /**
     * Create a PrometheusRule with the rules. The VictoriaMetrics operator takes it too.
     */
    enabled: boolean;
    /**
     * Create it only where the cluster says that it knows the kind. Otherwise the installation fails where it does not.
     */
    ifKnown: boolean;
    /**
     * Namespace of the object. Empty: the release's.
     */
    namespace: string;
    /**
     * Labels of the object, such as those by which Prometheus selects it.
     */
    labels: {
      [k: string]: string;
    };
    /**
     * Annotations of the object.
     */
    annotations: {
      [k: string]: string;
    };
  };
  /**
   * VMRule.
   */
  vmRule: {
    /**
     * Create a VMRule with the rules. Only where the VictoriaMetrics operator does not convert PrometheusRules.
     */
    enabled: boolean;
    /**
     * Create it only where the cluster says that it knows the kind. Otherwise the installation fails where it does not.
     */
    ifKnown: boolean;
    /**
     * Namespace of the object. Empty: the release's.
     */
    namespace: string;
    /**
     * Labels of the object, such as those by which Prometheus selects it.
     */
    labels: {
      [k: string]: string;
    };
    /**
     * Annotations of the object.
     */
    annotations: {
      [k: string]: string;
    };
  };
  /**
   * Images that cannot be pulled are as severe as their alert says for workloads of one replica, and a step less (critical: warning, warning: info) for those that have had more for a quarter of an hour.
   */
  severityByReplicas: boolean;
  /**
   * Annotation runbook_url; `$alert` stands for the alert's name. Empty: none.
   */
  runbookUrl: string;
  /**
   * Annotation dashboard_url, the address of a dashboard; `$alert` stands for the alert's name, `$dashboard` for the uid and name of the dashboard of ours that belongs to it, as in `https://grafana.example.com/d/$dashboard?var-namespace={{ $labels.namespace }}`. Empty: none.
   */
  dashboardUrl: string;
  /**
   * Labels of every alert; those of a single one go over them.
   */
  additionalLabels: {
    [k: string]: string;
  };
  /**
   * Groups of your own, as Prometheus reads them.
   */
  extraGroups: {
    /**
     * The group's name.
     */
    name: string;
    /**
     * Its rules.
     */
    rules: {}[];
  }[];
  /**
   * Changes of single alerts. All alerts, with what they have by default: chart/VALUES.md. What is said of workloads that run no pods (config.workloads.includeDisabled) has the severity info.
   */
  alerts: {
    /**
     * The registry has no such image.
     */
    ImageAbsent: {
      /**
       * Whether there is this alert.
       */
      enabled: boolean;
      /**
       * How long it has to be so. Empty: not at all.
       */
      for: string;
      /**
       * How long the alert goes on once it is no longer so. Empty: not at all, as for Prometheus before 2.42, which does not know it.
       */
      keepFiringFor: string;
      /**
       * Value of the label severity.
       */
      severity: string;
      /**
       * From how many of the workload's containers with the same image on.
       */
      threshold: number;
      /**
       * More labels of the alert; templates are allowed.
       */
      labels: {
        [k: string]: string;
      };
      /**
       * More annotations, or other texts for its own.
       */
      annotations: {
        [k: string]: string;
      };
    };
    /**
     * The registry refuses the credentials for an image, or the image is absent and the registry does not say so.
     */
    ImagePullUnauthenticated: {
      /**
       * Whether there is this alert.
       */
      enabled: boolean;
      /**
       * How long it has to be so. Empty: not at all.
       */
      for: string;
      /**
       * How long the alert goes on once it is no longer so. Empty: not at all, as for Prometheus before 2.42, which does not know it.
       */
      keepFiringFor: string;
      /**
       * Value of the label severity.
       */
      severity: string;
      /**
       * From how many of the workload's containers with the same image on.
       */
      threshold: number;
      /**
       * More labels of the alert; templates are allowed.
       */
      labels: {
        [k: string]: string;
      };
      /**
       * More annotations, or other texts for its own.
       */
      annotations: {
        [k: string]: string;
      };
    };
    /**
     * The credentials do not allow to pull an image, or the image is absent and the registry does not say so.
     */
    ImagePullUnauthorized: {
      /**
       * Whether there is this alert.
       */
      enabled: boolean;
      /**
       * How long it has to be so. Empty: not at all.
       */
      for: string;
      /**
       * How long the alert goes on once it is no longer so. Empty: not at all, as for Prometheus before 2.42, which does not know it.
       */
      keepFiringFor: string;
      /**
       * Value of the label severity.
       */
      severity: string;
      /**
       * From how many of the workload's containers with the same image on.
       */
      threshold: number;
      /**
       * More labels of the alert; templates are allowed.
       */
      labels: {
        [k: string]: string;
      };
      /**
       * More annotations, or other texts for its own.
       */
      annotations: {
        [k: string]: string;
      };
    };
    /**
     * A name that cannot be read as an image.
     */
    ImageNameInvalid: {
      /**
       * Whether there is this alert.
       */
      enabled: boolean;
      /**
       * How long it has to be so. Empty: not at all.
       */
      for: string;
      /**
       * How long the alert goes on once it is no longer so. Empty: not at all, as for Prometheus before 2.42, which does not know it.
       */
      keepFiringFor: string;
      /**
       * Value of the label severity.
       */
      severity: string;
      /**
       * From how many of the workload's containers with the same image on.
       */
      threshold: number;
      /**
       * More labels of the alert; templates are allowed.
       */
      labels: {
        [k: string]: string;
      };
      /**
       * More annotations, or other texts for its own.
       */
      annotations: {
        [k: string]: string;
      };
    };
    /**
     * A registry that answers for other images and fails for this one. While RegistryUnavailable fires, there is none.
     */
    ImageRegistryFailing: {
      /**
       * Whether there is this alert.
       */
      enabled: boolean;
      /**
       * How long it has to be so. Empty: not at all.
       */
      for: string;
      /**
       * How long the alert goes on once it is no longer so. Empty: not at all, as for Prometheus before 2.42, which does not know it.
       */
      keepFiringFor: string;
      /**
       * Value of the label severity.
       */
      severity: string;
      /**
       * From how many of the workload's containers with the same image on.
       */
      threshold: number;
      /**
       * More labels of the alert; templates are allowed.
       */
      labels: {
        [k: string]: string;
      };
      /**
       * More annotations, or other texts for its own.
       */
      annotations: {
        [k: string]: string;
      };
    };
    /**
     * A check that failed in a way that is none of the others.
     */
    ImageCheckUnknownError: {
      /**
       * Whether there is this alert.
       */
      enabled: boolean;
      /**
       * How long it has to be so. Empty: not at all.
       */
      for: string;
      /**
       * How long the alert goes on once it is no longer so. Empty: not at all, as for Prometheus before 2.42, which does not know it.
       */
      keepFiringFor: string;
      /**
       * Value of the label severity.
       */
      severity: string;
      /**
       * From how many of the workload's containers with the same image on.
       */
      threshold: number;
      /**
       * More labels of the alert; templates are allowed.
       */
      labels: {
        [k: string]: string;
      };
      /**
       * More annotations, or other texts for its own.
       */
      annotations: {
        [k: string]: string;
      };
    };
    /**
     * A registry that speaks only the v1 API, or an image in the old format of schema 1.
     */
    RegistryV1Unsupported: {
      /**
       * Whether there is this alert.
       */
      enabled: boolean;
      /**
       * How long it has to be so. Empty: not at all.
       */
      for: string;
      /**
       * How long the alert goes on once it is no longer so. Empty: not at all, as for Prometheus before 2.42, which does not know it.
       */
      keepFiringFor: string;
      /**
       * Value of the label severity.
       */
      severity: string;
      /**
       * From how many of the workload's containers with the same image on.
       */
      threshold: number;
      /**
       * More labels of the alert; templates are allowed.
       */
      labels: {
        [k: string]: string;
      };
      /**
       * More annotations, or other texts for its own.
       */
      annotations: {
        [k: string]: string;
      };
    };
    /**
     * The image has nothing for a platform of the nodes that the workload may run on.
     */
    ImagePlatformMissing: {
      /**
       * Whether there is this alert.
       */
      enabled: boolean;
      /**
       * How long it has to be so. Empty: not at all.
       */
      for: string;
      /**
       * How long the alert goes on once it is no longer so. Empty: not at all, as for Prometheus before 2.42, which does not know it.
       */
      keepFiringFor: string;
      /**
       * Value of the label severity.
       */
      severity: string;
      /**
       * From how many of the workload's containers with the same image on.
       */
      threshold: number;
      /**
       * More labels of the alert; templates are allowed.
       */
      labels: {
        [k: string]: string;
      };
      /**
       * More annotations, or other texts for its own.
       */
      annotations: {
        [k: string]: string;
      };
    };
    /**
     * The image's manifest is there, and its configuration or a layer is not.
     */
    ImageContentMissing: {
      /**
       * Whether there is this alert.
       */
      enabled: boolean;
      /**
       * How long it has to be so. Empty: not at all.
       */
      for: string;
      /**
       * How long the alert goes on once it is no longer so. Empty: not at all, as for Prometheus before 2.42, which does not know it.
       */
      keepFiringFor: string;
      /**
       * Value of the label severity.
       */
      severity: string;
      /**
       * From how many of the workload's containers with the same image on.
       */
      threshold: number;
      /**
       * More labels of the alert; templates are allowed.
       */
      labels: {
        [k: string]: string;
      };
      /**
       * More annotations, or other texts for its own.
       */
      annotations: {
        [k: string]: string;
      };
    };
    /**
     * With config.running.enabled: pods that run another image than the one that their tag leads to by now.
     */
    ImageMoved: {
      /**
       * Whether there is this alert.
       */
      enabled: boolean;
      /**
       * How long it has to be so. Empty: not at all.
       */
      for: string;
      /**
       * How long the alert goes on once it is no longer so. Empty: not at all, as for Prometheus before 2.42, which does not know it.
       */
      keepFiringFor: string;
      /**
       * Value of the label severity.
       */
      severity: string;
      /**
       * From how many of the workload's containers with the same image on.
       */
      threshold: number;
      /**
       * More labels of the alert; templates are allowed.
       */
      labels: {
        [k: string]: string;
      };
      /**
       * More annotations, or other texts for its own.
       */
      annotations: {
        [k: string]: string;
      };
    };
    /**
     * With config.workloads.revisions: an older revision that a workload cannot be rolled back to, because an image is gone. Of the newest older revision with the severity given here, of others for information.
     */
    RollbackUnavailable: {
      /**
       * Whether there is this alert.
       */
      enabled: boolean;
      /**
       * How long it has to be so. Empty: not at all.
       */
      for: string;
      /**
       * How long the alert goes on once it is no longer so. Empty: not at all, as for Prometheus before 2.42, which does not know it.
       */
      keepFiringFor: string;
      /**
       * Value of the label severity.
       */
      severity: string;
      /**
       * From how many containers of the revision on.
       */
      threshold: number;
      /**
       * More labels of the alert; templates are allowed.
       */
      labels: {
        [k: string]: string;
      };
      /**
       * More annotations, or other texts for its own.
       */
      annotations: {
        [k: string]: string;
      };
    };
    /**
     * With config.running.enabled: an image that is absent from its registry and runs on few nodes still.
     */
    LastCopyOfImage: {
      /**
       * Whether there is this alert.
       */
      enabled: boolean;
      /**
       * How long it has to be so. Empty: not at all.
       */
      for: string;
      /**
       * How long the alert goes on once it is no longer so. Empty: not at all, as for Prometheus before 2.42, which does not know it.
       */
      keepFiringFor: string;
      /**
       * Value of the label severity.
       */
      severity: string;
      /**
       * Up to how many nodes.
       */
      threshold: number;
      /**
       * More labels of the alert; templates are allowed.
       */
      labels: {
        [k: string]: string;
      };
      /**
       * More annotations, or other texts for its own.
       */
      annotations: {
        [k: string]: string;
      };
    };
    /**
     * A registry that cannot be reached, or fails to answer.
     */
    RegistryUnavailable: {
      /**
       * Whether there is this alert.
       */
      enabled: boolean;
      /**
       * How long it has to be so. Empty: not at all.
       */
      for: string;
      /**
       * How long the alert goes on once it is no longer so. Empty: not at all, as for Prometheus before 2.42, which does not know it.
       */
      keepFiringFor: string;
      /**
       * Value of the label severity.
       */
      severity: string;
      /**
       * From which share of its images on, of those that were checked: on average over namespaces, of several without the one that fares worst.
       */
      threshold: number;
      /**
       * More labels of the alert; templates are allowed.
       */
      labels: {
        [k: string]: string;
      };
      /**
       * More annotations, or other texts for its own.
       */
      annotations: {
        [k: string]: string;
      };
    };
    /**
     * A registry that holds checks back by its rate limit.
     */
    RegistryRateLimited: {
      /**
       * Whether there is this alert.
       */
      enabled: boolean;
      /**
       * How long it has to be so. Empty: not at all.
       */
      for: string;
      /**
       * How long the alert goes on once it is no longer so. Empty: not at all, as for Prometheus before 2.42, which does not know it.
       */
      keepFiringFor: string;
      /**
       * Value of the label severity.
       */
      severity: string;
      /**
       * From how many pods of the exporter on.
       */
      threshold: number;
      /**
       * More labels of the alert; templates are allowed.
       */
      labels: {
        [k: string]: string;
      };
      /**
       * More annotations, or other texts for its own.
       */
      annotations: {
        [k: string]: string;
      };
    };
    /**
     * Images that mirrors have, and the registry of their name has not.
     */
    OriginUnavailable: {
      /**
       * Whether there is this alert.
       */
      enabled: boolean;
      /**
       * How long it has to be so. Empty: not at all.
       */
      for: string;
      /**
       * How long the alert goes on once it is no longer so. Empty: not at all, as for Prometheus before 2.42, which does not know it.
       */
      keepFiringFor: string;
      /**
       * Value of the label severity.
       */
      severity: string;
      /**
       * From how many images of a registry on.
       */
      threshold: number;
      /**
       * More labels of the alert; templates are allowed.
       */
      labels: {
        [k: string]: string;
      };
      /**
       * More annotations, or other texts for its own.
       */
      annotations: {
        [k: string]: string;
      };
    };
    /**
     * A registry whose own limit leaves few requests.
     */
    RegistryQuotaLow: {
      /**
       * Whether there is this alert.
       */
      enabled: boolean;
      /**
       * How long it has to be so. Empty: not at all.
       */
      for: string;
      /**
       * How long the alert goes on once it is no longer so. Empty: not at all, as for Prometheus before 2.42, which does not know it.
       */
      keepFiringFor: string;
      /**
       * Value of the label severity.
       */
      severity: string;
      /**
       * From how many requests left on.
       */
      threshold: number;
      /**
       * More labels of the alert; templates are allowed.
       */
      labels: {
        [k: string]: string;
      };
      /**
       * More annotations, or other texts for its own.
       */
      annotations: {
        [k: string]: string;
      };
    };
    /**
     * An exporter that cannot be scraped, a shard that is missing, or no exporter at all. With a `for` of more than a quarter of an hour, what images have as `keepFiringFor` has to be longer, too.
     */
    ExporterDown: {
      /**
       * Whether there is this alert.
       */
      enabled: boolean;
      /**
       * How long it has to be so. Empty: not at all.
       */
      for: string;
      /**
       * How long the alert goes on once it is no longer so. Empty: not at all, as for Prometheus before 2.42, which does not know it.
       */
      keepFiringFor: string;
      /**
       * Value of the label severity.
       */
      severity: string;
      /**
       * From how many pods of the exporter on.
       */
      threshold: number;
      /**
       * More labels of the alert; templates are allowed.
       */
      labels: {
        [k: string]: string;
      };
      /**
       * More annotations, or other texts for its own.
       */
      annotations: {
        [k: string]: string;
      };
    };
    /**
     * An exporter that stops answering again and again. Critical from three times the threshold on, while `severity` is warning.
     */
    ExporterFlapping: {
      /**
       * Whether there is this alert.
       */
      enabled: boolean;
      /**
       * How long it has to be so. Empty: not at all.
       */
      for: string;
      /**
       * How long the alert goes on once it is no longer so. Empty: not at all, as for Prometheus before 2.42, which does not know it.
       */
      keepFiringFor: string;
      /**
       * Value of the label severity.
       */
      severity: string;
      /**
       * From more than how many times in an hour on.
       */
      threshold: number;
      /**
       * More labels of the alert; templates are allowed.
       */
      labels: {
        [k: string]: string;
      };
      /**
       * More annotations, or other texts for its own.
       */
      annotations: {
        [k: string]: string;
      };
    };
    /**
     * An exporter that runs and is not ready.
     */
    ExporterNotReady: {
      /**
       * Whether there is this alert.
       */
      enabled: boolean;
      /**
       * How long it has to be so. Empty: not at all.
       */
      for: string;
      /**
       * How long the alert goes on once it is no longer so. Empty: not at all, as for Prometheus before 2.42, which does not know it.
       */
      keepFiringFor: string;
      /**
       * Value of the label severity.
       */
      severity: string;
      /**
       * From how many pods of the exporter on.
       */
      threshold: number;
      /**
       * More labels of the alert; templates are allowed.
       */
      labels: {
        [k: string]: string;
      };
      /**
       * More annotations, or other texts for its own.
       */
      annotations: {
        [k: string]: string;
      };
    };
    /**
     * Images that were not checked for too long. Critical from three times the threshold on, while `severity` is warning.
     */
    ChecksStale: {
      /**
       * Whether there is this alert.
       */
      enabled: boolean;
      /**
       * How long it has to be so. Empty: not at all.
       */
      for: string;
      /**
       * How long the alert goes on once it is no longer so. Empty: not at all, as for Prometheus before 2.42, which does not know it.
       */
      keepFiringFor: string;
      /**
       * Value of the label severity.
       */
      severity: string;
      /**
       * How many times config.schedule.recheckWindow, or what a round takes at the present rates if that is longer.
       */
      threshold: number;
      /**
       * More labels of the alert; templates are allowed.
       */
      labels: {
        [k: string]: string;
      };
      /**
       * More annotations, or other texts for its own.
       */
      annotations: {
        [k: string]: string;
      };
    };
    /**
     * A round over all images that takes longer than config.schedule.recheckWindow.
     */
    RecheckWindowUnreachable: {
      /**
       * Whether there is this alert.
       */
      enabled: boolean;
      /**
       * How long it has to be so. Empty: not at all.
       */
      for: string;
      /**
       * How long the alert goes on once it is no longer so. Empty: not at all, as for Prometheus before 2.42, which does not know it.
       */
      keepFiringFor: string;
      /**
       * Value of the label severity.
       */
      severity: string;
      /**
       * How many times config.schedule.recheckWindow.
       */
      threshold: number;
      /**
       * More labels of the alert; templates are allowed.
       */
      labels: {
        [k: string]: string;
      };
      /**
       * More annotations, or other texts for its own.
       */
      annotations: {
        [k: string]: string;
      };
    };
    /**
     * Objects of the cluster that the exporter cannot follow.
     */
    InformerNotSynced: {
      /**
       * Whether there is this alert.
       */
      enabled: boolean;
      /**
       * How long it has to be so. Empty: not at all.
       */
      for: string;
      /**
       * How long the alert goes on once it is no longer so. Empty: not at all, as for Prometheus before 2.42, which does not know it.
       */
      keepFiringFor: string;
      /**
       * Value of the label severity.
       */
      severity: string;
      /**
       * From how many pods of the exporter on.
       */
      threshold: number;
      /**
       * More labels of the alert; templates are allowed.
       */
      labels: {
        [k: string]: string;
      };
      /**
       * More annotations, or other texts for its own.
       */
      annotations: {
        [k: string]: string;
      };
    };
    /**
     * A pull secret in use that cannot be parsed.
     */
    PullSecretInvalid: {
      /**
       * Whether there is this alert.
       */
      enabled: boolean;
      /**
       * How long it has to be so. Empty: not at all.
       */
      for: string;
      /**
       * How long the alert goes on once it is no longer so. Empty: not at all, as for Prometheus before 2.42, which does not know it.
       */
      keepFiringFor: string;
      /**
       * Value of the label severity.
       */
      severity: string;
      /**
       * From how many pods of the exporter on.
       */
      threshold: number;
      /**
       * More labels of the alert; templates are allowed.
       */
      labels: {
        [k: string]: string;
      };
      /**
       * More annotations, or other texts for its own.
       */
      annotations: {
        [k: string]: string;
      };
    };
    /**
     * Containers that need a pull secret that the exporter may not read, or that is too large.
     */
    PullSecretUnreadable: {
      /**
       * Whether there is this alert.
       */
      enabled: boolean;
      /**
       * How long it has to be so. Empty: not at all.
       */
      for: string;
      /**
       * How long the alert goes on once it is no longer so. Empty: not at all, as for Prometheus before 2.42, which does not know it.
       */
      keepFiringFor: string;
      /**
       * Value of the label severity.
       */
      severity: string;
      /**
       * From how many containers on.
       */
      threshold: number;
      /**
       * More labels of the alert; templates are allowed.
       */
      labels: {
        [k: string]: string;
      };
      /**
       * More annotations, or other texts for its own.
       */
      annotations: {
        [k: string]: string;
      };
    };
    /**
     * Containers whose images are refused, while nodes may have credentials that the exporter has not.
     */
    NodeCredentialsUnknown: {
      /**
       * Whether there is this alert.
       */
      enabled: boolean;
      /**
       * How long it has to be so. Empty: not at all.
       */
      for: string;
      /**
       * How long the alert goes on once it is no longer so. Empty: not at all, as for Prometheus before 2.42, which does not know it.
       */
      keepFiringFor: string;
      /**
       * Value of the label severity.
       */
      severity: string;
      /**
       * From how many containers on.
       */
      threshold: number;
      /**
       * More labels of the alert; templates are allowed.
       */
      labels: {
        [k: string]: string;
      };
      /**
       * More annotations, or other texts for its own.
       */
      annotations: {
        [k: string]: string;
      };
    };
    /**
     * Containers whose registries' files of nodes, such as a hosts.toml or a certificate that it names, the exporter cannot read.
     */
    NodeFileUnreadable: {
      /**
       * Whether there is this alert.
       */
      enabled: boolean;
      /**
       * How long it has to be so. Empty: not at all.
       */
      for: string;
      /**
       * How long the alert goes on once it is no longer so. Empty: not at all, as for Prometheus before 2.42, which does not know it.
       */
      keepFiringFor: string;
      /**
       * Value of the label severity.
       */
      severity: string;
      /**
       * From how many containers on.
       */
      threshold: number;
      /**
       * More labels of the alert; templates are allowed.
       */
      labels: {
        [k: string]: string;
      };
      /**
       * More annotations, or other texts for its own.
       */
      annotations: {
        [k: string]: string;
      };
    };
    /**
     * A pull secret that workloads refer to and that does not exist.
     */
    PullSecretMissing: {
      /**
       * Whether there is this alert.
       */
      enabled: boolean;
      /**
       * How long it has to be so. Empty: not at all.
       */
      for: string;
      /**
       * How long the alert goes on once it is no longer so. Empty: not at all, as for Prometheus before 2.42, which does not know it.
       */
      keepFiringFor: string;
      /**
       * Value of the label severity.
       */
      severity: string;
      /**
       * From how many pods of the exporter on.
       */
      threshold: number;
      /**
       * More labels of the alert; templates are allowed.
       */
      labels: {
        [k: string]: string;
      };
      /**
       * More annotations, or other texts for its own.
       */
      annotations: {
        [k: string]: string;
      };
    };
    /**
     * Many images whose checks fail for technical reasons, registries that are down left aside. Critical from three times the threshold on, while `severity` is warning.
     */
    HighErrorRatio: {
      /**
       * Whether there is this alert.
       */
      enabled: boolean;
      /**
       * How long it has to be so. Empty: not at all.
       */
      for: string;
      /**
       * How long the alert goes on once it is no longer so. Empty: not at all, as for Prometheus before 2.42, which does not know it.
       */
      keepFiringFor: string;
      /**
       * Value of the label severity.
       */
      severity: string;
      /**
       * From which share of the containers on, on average over all namespaces.
       */
      threshold: number;
      /**
       * More labels of the alert; templates are allowed.
       */
      labels: {
        [k: string]: string;
      };
      /**
       * More annotations, or other texts for its own.
       */
      annotations: {
        [k: string]: string;
      };
    };
    /**
     * The original exporter's alert: an image of a Deployment that cannot be pulled, for whatever reason.
     */
    DeploymentImageUnavailable: {
      /**
       * Whether there is this alert.
       */
      enabled: boolean;
      /**
       * How long it has to be so. Empty: not at all.
       */
      for: string;
      /**
       * How long the alert goes on once it is no longer so. Empty: not at all, as for Prometheus before 2.42, which does not know it.
       */
      keepFiringFor: string;
      /**
       * Value of the label severity.
       */
      severity: string;
      /**
       * From how many containers with this name and image on.
       */
      threshold: number;
      /**
       * More labels of the alert; templates are allowed.
       */
      labels: {
        [k: string]: string;
      };
      /**
       * More annotations, or other texts for its own.
       */
      annotations: {
        [k: string]: string;
      };
    };
    /**
     * The original exporter's alert: an image of a StatefulSet that cannot be pulled, for whatever reason.
     */
    StatefulSetImageUnavailable: {
      /**
       * Whether there is this alert.
       */
      enabled: boolean;
      /**
       * How long it has to be so. Empty: not at all.
       */
      for: string;
      /**
       * How long the alert goes on once it is no longer so. Empty: not at all, as for Prometheus before 2.42, which does not know it.
       */
      keepFiringFor: string;
      /**
       * Value of the label severity.
       */
      severity: string;
      /**
       * From how many containers with this name and image on.
       */
      threshold: number;
      /**
       * More labels of the alert; templates are allowed.
       */
      labels: {
        [k: string]: string;
      };
      /**
       * More annotations, or other texts for its own.
       */
      annotations: {
        [k: string]: string;
      };
    };
    /**
     * The original exporter's alert: an image of a DaemonSet that cannot be pulled, for whatever reason.
     */
    DaemonSetImageUnavailable: {
      /**
       * Whether there is this alert.
       */
      enabled: boolean;
      /**
       * How long it has to be so. Empty: not at all.
       */
      for: string;
      /**
       * How long the alert goes on once it is no longer so. Empty: not at all, as for Prometheus before 2.42, which does not know it.
       */
      keepFiringFor: string;
      /**
       * Value of the label severity.
       */
      severity: string;
      /**
       * From how many containers with this name and image on.
       */
      threshold: number;
      /**
       * More labels of the alert; templates are allowed.
       */
      labels: {
        [k: string]: string;
      };
      /**
       * More annotations, or other texts for its own.
       */
      annotations: {
        [k: string]: string;
      };
    };
    /**
     * The original exporter's alert: an image of a CronJob that cannot be pulled, for whatever reason.
     */
    CronJobImageUnavailable: {
      /**
       * Whether there is this alert.
       */
      enabled: boolean;
      /**
       * How long it has to be so. Empty: not at all.
       */
      for: string;
      /**
       * How long the alert goes on once it is no longer so. Empty: not at all, as for Prometheus before 2.42, which does not know it.
       */
      keepFiringFor: string;
      /**
       * Value of the label severity.
       */
      severity: string;
      /**
       * From how many containers with this name and image on.
       */
      threshold: number;
      /**
       * More labels of the alert; templates are allowed.
       */
      labels: {
        [k: string]: string;
      };
      /**
       * More annotations, or other texts for its own.
       */
      annotations: {
        [k: string]: string;
      };
    };
    /**
     * With hygiene.enabled: a node that has nearly all the pods that its kubelet allows.
     */
    NodePodsNearCapacity: {
      /**
       * Whether there is this alert.
       */
      enabled: boolean;
      /**
       * How long it has to be so. Empty: not at all.
       */
      for: string;
      /**
       * How long the alert goes on once it is no longer so. Empty: not at all, as for Prometheus before 2.42, which does not know it.
       */
      keepFiringFor: string;
      /**
       * Value of the label severity.
       */
      severity: string;
      /**
       * From which share of the pods that a node can have on.
       */
      threshold: number;
      /**
       * More labels of the alert; templates are allowed.
       */
      labels: {
        [k: string]: string;
      };
      /**
       * More annotations, or other texts for its own.
       */
      annotations: {
        [k: string]: string;
      };
    };
    /**
     * With hygiene.enabled: logs and files of containers that take much of a node's ephemeral storage. Images and emptyDir volumes, which no metric tells of, are not in it.
     */
    NodeEphemeralStorageFilling: {
      /**
       * Whether there is this alert.
       */
      enabled: boolean;
      /**
       * How long it has to be so. Empty: not at all.
       */
      for: string;
      /**
       * How long the alert goes on once it is no longer so. Empty: not at all, as for Prometheus before 2.42, which does not know it.
       */
      keepFiringFor: string;
      /**
       * Value of the label severity.
       */
      severity: string;
      /**
       * From which share of the node's ephemeral storage on.
       */
      threshold: number;
      /**
       * More labels of the alert; templates are allowed.
       */
      labels: {
        [k: string]: string;
      };
      /**
       * More annotations, or other texts for its own.
       */
      annotations: {
        [k: string]: string;
      };
    };
    /**
     * With hygiene.enabled: a claim's volume that runs out of space or inodes. Critical, while `severity` is warning, once four fifths of what the threshold leaves are used as well.
     */
    VolumeFilling: {
      /**
       * Whether there is this alert.
       */
      enabled: boolean;
      /**
       * How long it has to be so. Empty: not at all.
       */
      for: string;
      /**
       * How long the alert goes on once it is no longer so. Empty: not at all, as for Prometheus before 2.42, which does not know it.
       */
      keepFiringFor: string;
      /**
       * Value of the label severity.
       */
      severity: string;
      /**
       * From which share of the volume's space or inodes on; with 0.85 it is critical from 0.97 on.
       */
      threshold: number;
      /**
       * More labels of the alert; templates are allowed.
       */
      labels: {
        [k: string]: string;
      };
      /**
       * More annotations, or other texts for its own.
       */
      annotations: {
        [k: string]: string;
      };
    };
    /**
     * With hygiene.enabled: an etcd whose database is nearly as large as its quota, beyond which it refuses writes. Critical, while `severity` is warning, once four fifths of what the threshold leaves are used as well. Where only the API server tells of the size, the quota counts as 8 GiB, and nothing is critical.
     */
    EtcdNearQuota: {
      /**
       * Whether there is this alert.
       */
      enabled: boolean;
      /**
       * How long it has to be so. Empty: not at all.
       */
      for: string;
      /**
       * How long the alert goes on once it is no longer so. Empty: not at all, as for Prometheus before 2.42, which does not know it.
       */
      keepFiringFor: string;
      /**
       * Value of the label severity.
       */
      severity: string;
      /**
       * From which share of the quota on; with 0.8 it is critical from 0.96 on.
       */
      threshold: number;
      /**
       * More labels of the alert; templates are allowed.
       */
      labels: {
        [k: string]: string;
      };
      /**
       * More annotations, or other texts for its own.
       */
      annotations: {
        [k: string]: string;
      };
    };
    /**
     * With hygiene.enabled: a resource of which there are very many objects.
     */
    EtcdObjectsMany: {
      /**
       * Whether there is this alert.
       */
      enabled: boolean;
      /**
       * How long it has to be so. Empty: not at all.
       */
      for: string;
      /**
       * How long the alert goes on once it is no longer so. Empty: not at all, as for Prometheus before 2.42, which does not know it.
       */
      keepFiringFor: string;
      /**
       * Value of the label severity.
       */
      severity: string;
      /**
       * From how many objects of one resource on.
       */
      threshold: number;
      /**
       * More labels of the alert; templates are allowed.
       */
      labels: {
        [k: string]: string;
      };
      /**
       * More annotations, or other texts for its own.
       */
      annotations: {
        [k: string]: string;
      };
    };
    /**
     * With hygiene.enabled: a resource of which there are far more objects than a day ago.
     */
    ApiObjectsGrowing: {
      /**
       * Whether there is this alert.
       */
      enabled: boolean;
      /**
       * How long it has to be so. Empty: not at all.
       */
      for: string;
      /**
       * How long the alert goes on once it is no longer so. Empty: not at all, as for Prometheus before 2.42, which does not know it.
       */
      keepFiringFor: string;
      /**
       * Value of the label severity.
       */
      severity: string;
      /**
       * From how many objects more than a day ago on.
       */
      threshold: number;
      /**
       * More labels of the alert; templates are allowed.
       */
      labels: {
        [k: string]: string;
      };
      /**
       * More annotations, or other texts for its own.
       */
      annotations: {
        [k: string]: string;
      };
    };
    /**
     * With hygiene.enabled: a namespace that has used up nearly all that a ResourceQuota allows.
     */
    NamespaceQuotaNearlyUsed: {
      /**
       * Whether there is this alert.
       */
      enabled: boolean;
      /**
       * How long it has to be so. Empty: not at all.
       */
      for: string;
      /**
       * How long the alert goes on once it is no longer so. Empty: not at all, as for Prometheus before 2.42, which does not know it.
       */
      keepFiringFor: string;
      /**
       * Value of the label severity.
       */
      severity: string;
      /**
       * From which share of the quota on.
       */
      threshold: number;
      /**
       * More labels of the alert; templates are allowed.
       */
      labels: {
        [k: string]: string;
      };
      /**
       * More annotations, or other texts for its own.
       */
      annotations: {
        [k: string]: string;
      };
    };
    /**
     * With hygiene.enabled: Jobs that were finished long ago and are still there, those of CronJobs left aside. One alert for each namespace.
     */
    FinishedJobsKept: {
      /**
       * Whether there is this alert.
       */
      enabled: boolean;
      /**
       * How long it has to be so. Empty: not at all.
       */
      for: string;
      /**
       * How long the alert goes on once it is no longer so. Empty: not at all, as for Prometheus before 2.42, which does not know it.
       */
      keepFiringFor: string;
      /**
       * Value of the label severity.
       */
      severity: string;
      /**
       * For how many hours a Job has to be finished, at least. To tell it of failed ones, Prometheus has to keep samples for longer than that.
       */
      threshold: number;
      /**
       * More labels of the alert; templates are allowed.
       */
      labels: {
        [k: string]: string;
      };
      /**
       * More annotations, or other texts for its own.
       */
      annotations: {
        [k: string]: string;
      };
    };
    /**
     * With hygiene.enabled: Pods that failed long ago and are still there, those of Jobs left aside. One alert for each namespace.
     */
    FailedPodsKept: {
      /**
       * Whether there is this alert.
       */
      enabled: boolean;
      /**
       * How long it has to be so. Empty: not at all.
       */
      for: string;
      /**
       * How long the alert goes on once it is no longer so. Empty: not at all, as for Prometheus before 2.42, which does not know it.
       */
      keepFiringFor: string;
      /**
       * Value of the label severity.
       */
      severity: string;
      /**
       * For how many hours a Pod has to be failed, at least. Prometheus has to keep samples for longer than that.
       */
      threshold: number;
      /**
       * More labels of the alert; templates are allowed.
       */
      labels: {
        [k: string]: string;
      };
      /**
       * More annotations, or other texts for its own.
       */
      annotations: {
        [k: string]: string;
      };
    };
    /**
     * With hygiene.enabled: PersistentVolumeClaims to which no Pod refers. One alert for each namespace.
     */
    ClaimsUnused: {
      /**
       * Whether there is this alert.
       */
      enabled: boolean;
      /**
       * How long it has to be so. Empty: not at all.
       */
      for: string;
      /**
       * How long the alert goes on once it is no longer so. Empty: not at all, as for Prometheus before 2.42, which does not know it.
       */
      keepFiringFor: string;
      /**
       * Value of the label severity.
       */
      severity: string;
      /**
       * For how many hours no Pod has to refer to a claim, at least. Prometheus has to keep samples for longer than that.
       */
      threshold: number;
      /**
       * More labels of the alert; templates are allowed.
       */
      labels: {
        [k: string]: string;
      };
      /**
       * More annotations, or other texts for its own.
       */
      annotations: {
        [k: string]: string;
      };
    };
    /**
     * With hygiene.enabled: Deployments that were scaled to zero long ago. One alert for each namespace.
     */
    DeploymentsLongAtZero: {
      /**
       * Whether there is this alert.
       */
      enabled: boolean;
      /**
       * How long it has to be so. Empty: not at all.
       */
      for: string;
      /**
       * How long the alert goes on once it is no longer so. Empty: not at all, as for Prometheus before 2.42, which does not know it.
       */
      keepFiringFor: string;
      /**
       * Value of the label severity.
       */
      severity: string;
      /**
       * For how many hours a Deployment has to be at zero, at least, looked at once an hour. Prometheus has to keep samples for longer than that.
       */
      threshold: number;
      /**
       * More labels of the alert; templates are allowed.
       */
      labels: {
        [k: string]: string;
      };
      /**
       * More annotations, or other texts for its own.
       */
      annotations: {
        [k: string]: string;
      };
    };
    /**
     * With hygiene.enabled: pull secrets to which nothing refers. One alert for each namespace.
     */
    PullSecretsUnused: {
      /**
       * Whether there is this alert.
       */
      enabled: boolean;
      /**
       * How long it has to be so. Empty: not at all.
       */
      for: string;
      /**
       * How long the alert goes on once it is no longer so. Empty: not at all, as for Prometheus before 2.42, which does not know it.
       */
      keepFiringFor: string;
      /**
       * Value of the label severity.
       */
      severity: string;
      /**
       * From how many pull secrets of a namespace on.
       */
      threshold: number;
      /**
       * More labels of the alert; templates are allowed.
       */
      labels: {
        [k: string]: string;
      };
      /**
       * More annotations, or other texts for its own.
       */
      annotations: {
        [k: string]: string;
      };
    };
    /**
     * With hygiene.enabled: workloads whose users would notice a roll-out or an overload, because of what is found of their containers' probes, hooks and grace period. One alert for each workload and finding.
     */
    RolloutWouldInterrupt: {
      /**
       * Whether there is this alert.
       */
      enabled: boolean;
      /**
       * How long it has to be so. Empty: not at all.
       */
      for: string;
      /**
       * How long the alert goes on once it is no longer so. Empty: not at all, as for Prometheus before 2.42, which does not know it.
       */
      keepFiringFor: string;
      /**
       * Value of the label severity.
       */
      severity: string;
      /**
       * From how many of the workload's containers with the same image on.
       */
      threshold: number;
      /**
       * More labels of the alert; templates are allowed.
       */
      labels: {
        [k: string]: string;
      };
      /**
       * More annotations, or other texts for its own.
       */
      annotations: {
        [k: string]: string;
      };
    };
  };
}
/**
 * Beyond images: alerts and a dashboard on what fills a cluster up or would interrupt a roll-out. They need kube-state-metrics, and the metrics of kubelets, nodes, etcd and the API server in the same Prometheus.
 */
export interface ClusterHygieneConfig {
  /**
   * Add the alerts of the group hygiene to the rules, and the dashboard Cluster hygiene to the dashboards, and switch `config.hygiene` on, with the permissions that it needs.
   */
  enabled: boolean;
}
/**
 * Grafana dashboards, for Grafana 10 and later: docs/dashboards.md. Without Helm, `k8s-image-availability-exporter render dashboards --values values.yaml --output-dir dashboards` writes the same as files to import.
 */
export interface DashboardsConfig {
  /**
   * Create the objects below.
   */
  enabled: boolean;
  /**
   * A ConfigMap for each dashboard, for the sidecar of Grafana's chart.
   */
  configMap: {
    /**
     * Create the ConfigMaps.
     */
    enabled: boolean;
    /**
     * Namespace of the objects. Empty: the release's.
     */
    namespace: string;
    /**
     * Labels of the objects, such as the one by which the sidecar finds them.
     */
    labels: {
      [k: string]: string;
    };
    /**
     * Annotations of the objects.
     */
    annotations: {
      [k: string]: string;
    };
    /**
     * Folder in Grafana. Empty: the sidecar's default.
     */
    folder: string;
    /**
     * Annotation that tells the sidecar the folder (its `folderAnnotation`).
     */
    folderAnnotation: string;
  };
  /**
   * A GrafanaDashboard for each dashboard, for the Grafana operator.
   */
  grafanaDashboard: {
    /**
     * Create the GrafanaDashboards.
     */
    enabled: boolean;
    /**
     * Create them only where the cluster says that it knows the kind. Otherwise the installation fails where it does not.
     */
    ifKnown: boolean;
    /**
     * Namespace of the objects. Empty: the release's.
     */
    namespace: string;
    /**
     * Labels of the objects.
     */
    labels: {
      [k: string]: string;
    };
    /**
     * Annotations of the objects.
     */
    annotations: {
      [k: string]: string;
    };
    /**
     * Which Grafana objects take the dashboards.
     */
    instanceSelector: {};
    /**
     * Folder in Grafana. Empty: the namespace's name, as the operator does.
     */
    folder: string;
    /**
     * How often the operator looks whether the dashboards are still as they should be. Empty: its default.
     */
    resyncPeriod: string;
    /**
     * Let Grafana objects of other namespaces take them.
     */
    allowCrossNamespaceImport: boolean;
  };
  /**
   * Text in front of each title, such as `Kubernetes / `.
   */
  titlePrefix: string;
  /**
   * More tags of every dashboard.
   */
  tags: string[];
  /**
   * Time zone: `browser`, `utc` or a name such as Europe/Berlin.
   */
  timezone: string;
  /**
   * How often dashboards ask anew. Empty: only when told to. Twice as often as config.schedule.checkPeriod or Prometheus' scrapes shows nothing more.
   */
  refresh: string;
  /**
   * Where the time range begins; it ends now.
   */
  from: string;
  /**
   * Take the numbers of containers from the recording rules (`rules`), which Prometheus then has to evaluate. It makes a dashboard over tens of thousands of containers quick; otherwise each is counted anew.
   */
  recordingRules: boolean;
  /**
   * Where links lead to.
   */
  links: {
    /**
     * A dashboard of workloads. `$cluster`, `$namespace`, `$kind`, `$name`, `$container` stand for those of the row. Empty: no link. With the one of kube-prometheus-stack: `/d/a164a7f0339f99e89cea5cb47e9be617?var-namespace=$namespace&var-type=$kind&var-workload=$name`.
     */
    workload: string;
    /**
     * A page of the registry. `$registry` and `$image` stand for those of the row. Empty: no link.
     */
    registry: string;
  };
  /**
   * Changes of single dashboards: imageAvailability, exporter, clusterHygiene (only with `hygiene.enabled`).
   */
  boards: {
    /**
     * Which images cannot be pulled, where they are used, why and since when.
     */
    imageAvailability: {
      /**
       * Whether there is this dashboard.
       */
      enabled: boolean;
      /**
       * How often it asks anew. Empty: as `dashboards.refresh` says.
       */
      refresh: string;
      /**
       * Where its time range begins. Empty: as `dashboards.from` says.
       */
      from: string;
      /**
       * More tags of this dashboard.
       */
      tags: string[];
    };
    /**
     * Whether the exporter keeps up: checks, registries, informers, the process.
     */
    exporter: {
      /**
       * Whether there is this dashboard.
       */
      enabled: boolean;
      /**
       * How often it asks anew. Empty: as `dashboards.refresh` says.
       */
      refresh: string;
      /**
       * Where its time range begins. Empty: as `dashboards.from` says.
       */
      from: string;
      /**
       * More tags of this dashboard.
       */
      tags: string[];
    };
    /**
     * What fills the cluster up, would interrupt a roll-out, or could be swept away. Only with `hygiene.enabled`.
     */
    clusterHygiene: {
      /**
       * Whether there is this dashboard.
       */
      enabled: boolean;
      /**
       * How often it asks anew. Empty: as `dashboards.refresh` says.
       */
      refresh: string;
      /**
       * Where its time range begins. Empty: as `dashboards.from` says.
       */
      from: string;
      /**
       * More tags of this dashboard.
       */
      tags: string[];
    };
  };
}
/**
 * Who is told of the rules' alerts, and how: routes, grouping, inhibition and texts, as an AlertmanagerConfig of prometheus-operator. Without the operator, `k8s-image-availability-exporter render alertmanager --values values.yaml` prints the same as alertmanager.yml. See docs/notifications.md.
 */
export interface NotificationsConfig {
  /**
   * Create an AlertmanagerConfig. Alertmanager's `alertmanagerConfigMatcherStrategy` has to be None, or it gets only alerts whose namespace is the object's: not those on images.
   */
  enabled: boolean;
  /**
   * Create it only where the cluster says that it knows the kind. Otherwise the installation fails where it does not.
   */
  ifKnown: boolean;
  /**
   * Namespace of the object. Empty: the release's.
   */
  namespace: string;
  /**
   * Labels of the object, such as those by which Alertmanager selects it.
   */
  labels: {
    [k: string]: string;
  };
  /**
   * Annotations of the object.
   */
  annotations: {
    [k: string]: string;
  };
  /**
   * Receivers by name: for the object in the words of the custom resource (`slackConfigs`), for `render alertmanager` in those of alertmanager.yml (`slack_configs`). They tell when an alert is over, unless they say otherwise; fields for text that they leave out get the texts below.
   */
  receivers: {
    [k: string]: {
      [k: string]: {}[];
    };
  };
  /**
   * Where the texts of notifications come from. inline: each receiver carries them. configMap: a ConfigMap that you have Alertmanager read as templates. none: Alertmanager's own. `render alertmanager` writes a file for both of the first.
   */
  texts: "inline" | "configMap" | "none";
  /**
   * Namespace of the exporter in the commands that notifications name. Empty: the release's; for `render alertmanager` namespaceOverride, or the one of deploy/.
   */
  exporterNamespace: string;
  /**
   * Who is told, by severity.
   */
  routes: {
    /**
     * What is critical, or has a severity of another name.
     */
    critical: {
      /**
       * Name of a receiver. Empty: nobody is told.
       */
      receiver: string;
      /**
       * How long the first notification of a group waits for more alerts.
       */
      groupWait: string;
      /**
       * How soon a group's next notification may tell of new alerts, or of some that are over.
       */
      groupInterval: string;
      /**
       * How soon a notification that says nothing new is sent again.
       */
      repeatInterval: string;
    };
    /**
     * Warnings.
     */
    warning: {
      /**
       * Name of a receiver. Empty: the one of what is critical.
       */
      receiver: string;
      /**
       * How long the first notification of a group waits for more alerts.
       */
      groupWait: string;
      /**
       * How soon a group's next notification may tell of new alerts, or of some that are over.
       */
      groupInterval: string;
      /**
       * How soon a notification that says nothing new is sent again.
       */
      repeatInterval: string;
    };
    /**
     * What is for information only.
     */
    info: {
      /**
       * Name of a receiver. Empty: nobody is told.
       */
      receiver: string;
      /**
       * How long the first notification of a group waits for more alerts.
       */
      groupWait: string;
      /**
       * How soon a group's next notification may tell of new alerts, or of some that are over.
       */
      groupInterval: string;
      /**
       * How soon a notification that says nothing new is sent again.
       */
      repeatInterval: string;
    };
  };
  /**
   * Labels that the alerts of one notification share.
   */
  groupBy: {
    /**
     * Alerts on registries and their images.
     */
    registry: string[];
    /**
     * All others.
     */
    others: string[];
  };
  /**
   * Teams that are told of their own workloads, instead of the receivers above. What is for information only stays where it is.
   */
  teams: {
    /**
     * The label of workloads or namespaces that names the team: one of config.metrics.ownerLabels, of keys such as a/b and a_b the first.
     */
    label: string;
    /**
     * Names of receivers, by the label's value.
     */
    receivers: {
      [k: string]: string;
    };
  };
  /**
   * What nobody is told of while something worse explains it.
   */
  inhibition: {
    /**
     * RegistryUnavailable mutes all other alerts on the registry and its images in the same cluster.
     */
    registryUnavailable: boolean;
    /**
     * ExporterDown mutes all other alerts of the exporter in the same cluster, which would end for want of data alone; only while no exporter of the cluster answers.
     */
    exporterDown: boolean;
    /**
     * What is critical mutes the warning on the same thing.
     */
    severity: boolean;
  };
  /**
   * Anything else of the object's `spec`, such as muteTimeIntervals, merged over what the chart writes.
   */
  spec: {};
}
