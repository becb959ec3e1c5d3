/** Where the program `matderiv` is: in the setting, in the workspace's virtual environment, or on PATH. */
import path from "node:path";

export interface Search {
  /** The setting `matderiv.server.path`; empty if it is not set. */
  readonly setting: string;
  readonly folders: readonly string[];
  /** Without trust nothing that lies inside a workspace folder is started. */
  readonly trusted: boolean;
  readonly home: string;
  /** The environment variable PATH. */
  readonly searchPath: string;
  readonly platform: NodeJS.Platform;
}

export interface Files {
  isExecutable(file: string): boolean;
  /** The path without symbolic links, or the path itself where it does not exist. */
  realPath(file: string): string;
}

export type Outcome =
  | { readonly kind: "found"; readonly command: string }
  | { readonly kind: "missing"; readonly looked: readonly Place[] };

export interface Place {
  readonly file: string;
  readonly origin: "setting" | "virtual environment" | "PATH";
  readonly problem: "is no program" | "lies in a workspace that is not trusted";
}

type Candidate = Pick<Place, "file" | "origin">;

/** The first usable program; a setting that names none is never replaced by a guess. */
export function findServer(search: Search, files: Files): Outcome {
  const looked: Place[] = [];
  for (const candidate of candidates(search)) {
    const problem = problemOf(candidate.file, search, files);
    if (problem === undefined) {
      return { kind: "found", command: candidate.file };
    }
    looked.push({ ...candidate, problem });
  }
  return { kind: "missing", looked };
}

function candidates(search: Search): Candidate[] {
  const setting = search.setting.trim();
  if (setting !== "") {
    return [{ file: expand(setting, search), origin: "setting" }];
  }
  return [...inVirtualEnvironments(search), ...onPath(search)];
}

function expand(setting: string, search: Search): string {
  const folder = search.folders[0] ?? search.home;
  const expanded = setting
    .replace(/^~(?=$|[\\/])/, () => search.home)
    .replace(/^\$\{workspaceFolder\}/, () => folder);
  return pathsOf(search).resolve(folder, expanded);
}

function inVirtualEnvironments(search: Search): Candidate[] {
  const paths = pathsOf(search);
  const programs = search.platform === "win32" ? "Scripts" : "bin";
  return search.folders.flatMap((folder) =>
    [".venv", "venv"].map((environment) => ({
      file: paths.join(folder, environment, programs, programName(search)),
      origin: "virtual environment" as const,
    })),
  );
}

function onPath(search: Search): Candidate[] {
  const paths = pathsOf(search);
  return search.searchPath
    .split(paths.delimiter)
    .filter((folder) => paths.isAbsolute(folder))
    .map((folder) => ({ file: paths.join(folder, programName(search)), origin: "PATH" as const }));
}

function problemOf(file: string, search: Search, files: Files): Place["problem"] | undefined {
  if (!files.isExecutable(file)) {
    return "is no program";
  }
  const liesInside = search.folders.some(
    (folder) =>
      contains(folder, file, search) || contains(files.realPath(folder), files.realPath(file), search),
  );
  return liesInside && !search.trusted ? "lies in a workspace that is not trusted" : undefined;
}

function contains(folder: string, file: string, search: Search): boolean {
  const paths = pathsOf(search);
  const relative = paths.relative(folder, file);
  return relative !== ".." && !relative.startsWith(`..${paths.sep}`) && !paths.isAbsolute(relative);
}

function programName(search: Search): string {
  return search.platform === "win32" ? "matderiv.exe" : "matderiv";
}

function pathsOf(search: Search): path.PlatformPath {
  return search.platform === "win32" ? path.win32 : path.posix;
}
