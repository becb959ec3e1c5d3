/** Errors of the connection: while the server starts they become one message, later the client's usual ones. */
import {
  CloseAction,
  ErrorAction,
  type ErrorHandler,
  type LanguageClientOptions,
} from "vscode-languageclient/node";

export class ErrorHandling {
  #usual: ErrorHandler | undefined;

  /** From now on errors are handled, and restarts counted, as clients usually do. */
  started(usual: ErrorHandler): void {
    this.#usual = usual;
  }

  readonly options: Pick<LanguageClientOptions, "errorHandler" | "initializationFailedHandler"> = {
    errorHandler: {
      error: (error, message, count) =>
        this.#usual?.error(error, message, count) ?? { action: ErrorAction.Continue, handled: true },
      closed: () => this.#usual?.closed() ?? { action: CloseAction.DoNotRestart, handled: true },
    },
    initializationFailedHandler: () => false,
  };
}
