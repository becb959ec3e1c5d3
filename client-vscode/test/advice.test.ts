import assert from "node:assert/strict";
import { test } from "node:test";
import { advice, report } from "../src/advice.js";
import type { Place } from "../src/findServer.js";

const onPath: Place = { file: "/usr/bin/matderiv", origin: "PATH", problem: "is no program" };

test("says how to install the server where none is found", () => {
  assert.match(advice([onPath]), /not found.*pip install matderiv.*matderiv\.server\.path/);
  assert.match(advice([]), /not found/);
});

test("names the program of a setting that does not work", () => {
  const message = advice([{ file: "/opt/m", origin: "setting", problem: "is no program" }]);
  assert.match(message, /\/opt\/m, which the setting `matderiv\.server\.path` names, is no program/);
});

test("says that trust is missing where only that is in the way", () => {
  const untrusted: Place = {
    file: "/notes/.venv/bin/matderiv",
    origin: "virtual environment",
    problem: "lies in a workspace that is not trusted",
  };
  assert.match(advice([untrusted, onPath]), /Trust the workspace/);
});

test("the log tells every place that was looked at", () => {
  assert.deepEqual(report([onPath]), ["/usr/bin/matderiv (PATH) is no program"]);
});
