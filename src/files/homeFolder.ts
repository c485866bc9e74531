import { homedir } from "node:os";
import { parse } from "node:path";

/**
 * The user's home folder. In an image whose user has neither HOME nor an entry in /etc/passwd there is none: the root
 * then stands for it, as nothing of a person's will be found there.
 */
export function homeFolder(find: () => string = homedir): string {
  try {
    return find();
  } catch {
    return parse(process.cwd()).root;
  }
}
