import { locateTool } from "../../test/e2e/tools/locateTool.ts";
import { ToolUnavailable } from "../../test/e2e/tools/toolUnavailable.ts";

/**
 * A tool that a generated file takes.
 *
 * @param path the file, which is left as it is where the tool cannot be had; with `CI=true` that is an error
 * @throws {ToolUnavailable}
 */
export async function locateToolIfThere(
  tool: Parameters<typeof locateTool>[0],
  path: string,
): Promise<string | undefined> {
  try {
    return await locateTool(tool);
  } catch (error) {
    if (!(error instanceof ToolUnavailable) || process.env.CI === "true") {
      throw error;
    }
    console.error(`${path} is left as it is: ${error.message}`);
    return undefined;
  }
}
