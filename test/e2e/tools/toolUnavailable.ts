/** Thrown where a tool cannot be had on this machine; `need` says what is missing, in a few words. */
export class ToolUnavailable extends Error {
  readonly tool: string;
  readonly need: string;

  constructor(tool: string, need: string, options?: { cause?: unknown }) {
    super(`Cannot get ${tool}: ${need}`, options);
    this.name = "ToolUnavailable";
    this.tool = tool;
    this.need = need;
  }
}
