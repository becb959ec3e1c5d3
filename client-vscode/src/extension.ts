/** The extension: starts the server for notes, and starts it anew when the reasons for the choice change. */
import * as vscode from "vscode";
import { Server } from "./server.js";

let server: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel("matderiv", { log: true });
  const current = new Server(log);
  server = current;
  context.subscriptions.push(
    log,
    vscode.commands.registerCommand("matderiv.restartServer", () => current.restart()),
    vscode.commands.registerCommand("matderiv.showLog", () => log.show()),
    vscode.workspace.onDidGrantWorkspaceTrust(() => current.restart()),
    vscode.workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration("matderiv.server.path")) {
        await current.restart();
      }
    }),
  );
  await current.restart();
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
