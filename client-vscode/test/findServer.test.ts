import assert from "node:assert/strict";
import { test } from "node:test";
import { type Files, findServer, type Search } from "../src/findServer.js";

function files(...programs: string[]): Files {
  return { isExecutable: (file) => programs.includes(file), realPath: (file) => file };
}

const linux: Search = {
  setting: "",
  folders: ["/notes"],
  trusted: true,
  home: "/home/ada",
  searchPath: "/home/ada/bin:/usr/bin",
  platform: "linux",
};

const windows: Search = {
  ...linux,
  folders: ["C:\\notes"],
  home: "C:\\Users\\ada",
  searchPath: "C:\\tools;C:\\Python\\Scripts",
  platform: "win32",
};

function command(search: Search, available: Files): string | undefined {
  const outcome = findServer(search, available);
  return outcome.kind === "found" ? outcome.command : undefined;
}

test("the setting comes first", () => {
  const available = files("/opt/matderiv", "/notes/.venv/bin/matderiv");
  assert.equal(command({ ...linux, setting: "/opt/matderiv" }, available), "/opt/matderiv");
});

test("the setting may begin with the home or the workspace folder, or be relative to the latter", () => {
  const available = files("/home/ada/bin/matderiv", "/notes/env/bin/matderiv");
  assert.equal(command({ ...linux, setting: "~/bin/matderiv" }, available), "/home/ada/bin/matderiv");
  for (const setting of ["${workspaceFolder}/env/bin/matderiv", " env/bin/matderiv "]) {
    assert.equal(command({ ...linux, setting }, available), "/notes/env/bin/matderiv");
  }
});

test("a setting that names no program is not replaced by a guess", () => {
  const outcome = findServer({ ...linux, setting: "/opt/matderiv" }, files("/usr/bin/matderiv"));
  assert.deepEqual(outcome, {
    kind: "missing",
    looked: [{ file: "/opt/matderiv", origin: "setting", problem: "is no program" }],
  });
});

test("a virtual environment of the workspace comes before PATH, .venv before venv", () => {
  const programs = ["/notes/.venv/bin/matderiv", "/notes/venv/bin/matderiv", "/usr/bin/matderiv"];
  for (const [index, expected] of programs.entries()) {
    assert.equal(command(linux, files(...programs.slice(index))), expected);
  }
});

test("every workspace folder is searched", () => {
  const available = files("/talks/venv/bin/matderiv");
  assert.equal(command({ ...linux, folders: ["/notes", "/talks"] }, available), "/talks/venv/bin/matderiv");
});

test("on Windows programs lie in Scripts and end in .exe", () => {
  const programs = ["C:\\notes\\.venv\\Scripts\\matderiv.exe", "C:\\Python\\Scripts\\matderiv.exe"];
  for (const [index, expected] of programs.entries()) {
    assert.equal(command(windows, files(...programs.slice(index))), expected);
  }
});

test("without trust nothing from the workspace is started", () => {
  const available = files("/notes/.venv/bin/matderiv", "/notes/matderiv", "/usr/bin/matderiv");
  const untrusted = { ...linux, trusted: false, searchPath: "/notes:/usr/bin" };
  assert.equal(command(untrusted, available), "/usr/bin/matderiv");
  assert.equal(command({ ...untrusted, setting: "/notes/matderiv" }, available), undefined);
});

test("without trust a link does not hide that a program lies in the workspace", () => {
  const available: Files = {
    isExecutable: (file) => file === "/disk/notes/.venv/bin/matderiv",
    realPath: (file) => file.replace(/^\/notes/, "/disk/notes"),
  };
  const search = { ...linux, searchPath: "/disk/notes/.venv/bin" };
  assert.equal(command(search, available), "/disk/notes/.venv/bin/matderiv");
  assert.equal(command({ ...search, trusted: false }, available), undefined);
});

test("a folder whose name only begins alike is outside", () => {
  const search = { ...linux, trusted: false, searchPath: "/notes-tools/bin" };
  assert.equal(command(search, files("/notes-tools/bin/matderiv")), "/notes-tools/bin/matderiv");
});

test("relative and empty entries of PATH are passed over", () => {
  assert.deepEqual(findServer({ ...linux, folders: [], searchPath: ".::bin" }, files("matderiv")), {
    kind: "missing",
    looked: [],
  });
});
