/** The life of the server: it is found, started, stopped and started again, one step at a time. */
import { homedir } from "node:os";
import * as vscode from "vscode";
import { LanguageClient, RevealOutputChannelOn } from "vscode-languageclient/node";
import { advice, report } from "./advice.js";
import { ErrorHandling } from "./errorHandling.js";
import { files } from "./files.js";
import { findServer, type Outcome } from "./findServer.js";

const LANGUAGES = ["markdown", "latex", "tex", "quarto", "rmd"];

export class Server {
  readonly #log: vscode.LogOutputChannel;
  #client: LanguageClient | undefined;
  #pending: Promise<void> = Promise.resolve();

  constructor(log: vscode.LogOutputChannel) {
    this.#log = log;
  }

  /** Starts the server anew, after whatever is under way. Never rejects: problems are shown. */
  restart(): Promise<void> {
    return this.#then(async () => {
      await this.#stop();
      await this.#start();
    });
  }

  stop(): Promise<void> {
    return this.#then(() => this.#stop());
  }

  #then(step: () => Promise<void>): Promise<void> {
    this.#pending = this.#pending.then(step);
    return this.#pending;
  }

  async #start(): Promise<void> {
    const outcome = search();
    if (outcome.kind === "missing") {
      for (const line of report(outcome.looked)) {
        this.#log.warn(line);
      }
      this.#show(advice(outcome.looked));
      return;
    }
    this.#log.info(`Starting ${outcome.command} lsp`);
    const errors = new ErrorHandling();
    const client = this.#newClient(outcome.command, errors);
    try {
      await client.start();
      errors.started(client.createDefaultErrorHandler());
      this.#client = client;
    } catch (problem) {
      this.#log.error(String(problem));
      this.#show(
        `matderiv does not run: ${outcome.command} did not start as a server (${String(problem)}). The log may say why.`,
      );
    }
  }

  #newClient(command: string, errors: ErrorHandling): LanguageClient {
    // Python would otherwise import modules from the folder that it is started in, which is the workspace.
    const env = { ...process.env, PYTHONSAFEPATH: "1" };
    return new LanguageClient(
      "matderiv",
      "matderiv",
      { command, args: ["lsp"], options: { env } },
      {
        documentSelector: LANGUAGES.flatMap((language) => [
          { scheme: "file", language },
          { scheme: "untitled", language },
        ]),
        outputChannel: this.#log,
        revealOutputChannelOn: RevealOutputChannelOn.Never,
        ...errors.options,
      },
    );
  }

  async #stop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    try {
      await client?.dispose();
    } catch (problem) {
      this.#log.warn(`The server did not stop in good order: ${String(problem)}`);
    }
  }

  /** Does not wait for an answer: the message may stay open. */
  #show(message: string): void {
    void vscode.window.showErrorMessage(message, "Open Settings", "Show Log").then((choice) => {
      if (choice === "Open Settings") {
        void vscode.commands.executeCommand("workbench.action.openSettings", "matderiv.server.path");
      } else if (choice === "Show Log") {
        this.#log.show();
      }
    });
  }
}

function search(): Outcome {
  const folders = (vscode.workspace.workspaceFolders ?? [])
    .filter((folder) => folder.uri.scheme === "file")
    .map((folder) => folder.uri.fsPath);
  const question = {
    setting: vscode.workspace.getConfiguration("matderiv").get("server.path", ""),
    folders,
    trusted: vscode.workspace.isTrusted,
    home: homedir(),
    searchPath: process.env.PATH ?? "",
    platform: process.platform,
  };
  return findServer(question, files);
}
