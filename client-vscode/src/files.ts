/** The file system, as the search for the server sees it. */
import { accessSync, constants, realpathSync, statSync } from "node:fs";
import type { Files } from "./findServer.js";

export const files: Files = {
  isExecutable(file) {
    try {
      accessSync(file, constants.X_OK);
      return statSync(file).isFile();
    } catch {
      return false;
    }
  },
  realPath(file) {
    try {
      return realpathSync(file);
    } catch {
      return file;
    }
  },
};
