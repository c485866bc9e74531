import { DATASOURCE } from "../queries.ts";
import type { PanelText } from "./panelText.ts";

/** What the builders of all kinds of panels have in common. */
interface CommonBuilder {
  title(title: string): this;
  description(description: string): this;
  datasource(datasource: typeof DATASOURCE): this;
  span(columns: number): this;
  height(rows: number): this;
  unit(unit: string): this;
}

/** A panel with what it says of itself, and its place. */
export function described<Panel extends CommonBuilder>(
  panel: Panel,
  { title, description, unit, width, height = 8 }: PanelText,
): Panel {
  return panel
    .title(title)
    .description(description)
    .datasource(DATASOURCE)
    .span(width)
    .height(height)
    .unit(unit);
}
