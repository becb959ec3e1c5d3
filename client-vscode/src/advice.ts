/** What to tell somebody for whom no server was found. */
import type { Place } from "./findServer.js";

const INSTALL = "install it with `pip install matderiv`, or name it in the setting `matderiv.server.path`";

export function advice(looked: readonly Place[]): string {
  const named = looked.find((place) => place.origin === "setting");
  if (named !== undefined) {
    return `matderiv does not run: ${named.file}, which the setting \`matderiv.server.path\` names, ${named.problem}.`;
  }
  if (looked.some((place) => place.problem !== "is no program")) {
    return `matderiv does not run: its server lies in a workspace that is not trusted. Trust the workspace, or ${INSTALL}.`;
  }
  return `matderiv does not run: its server was not found in the workspace's virtual environment or on PATH. To use it, ${INSTALL}.`;
}

/** One line a place, for the log. */
export function report(looked: readonly Place[]): string[] {
  return looked.map((place) => `${place.file} (${place.origin}) ${place.problem}`);
}
