import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import type { AnnotationQuery, Panel, VariableModel } from "@grafana/grafana-foundation-sdk/dashboard";

/** Panels under a heading. Each line of them fills the 24 columns of Grafana's grid. */
export interface Row {
  /** Left out for what stands on top. */
  readonly title?: string;
  /** Whether one has to open it, which also is when its queries run. */
  readonly collapsed?: boolean;
  readonly panels: readonly Builder<Panel>[];
}

/** A dashboard before the values are laid over it. */
export interface Dashboard {
  readonly description: string;
  readonly tags: readonly string[];
  readonly variables: readonly Builder<VariableModel>[];
  readonly annotations: readonly Builder<AnnotationQuery>[];
  readonly rows: readonly Row[];
}
