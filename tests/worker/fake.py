"""A worker process for tests of the client: it answers, sleeps, crashes or forgets as it is told."""

import os
import sys
import time

from matderiv.worker.frames import encode, read_frame


def main() -> None:
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    texts: dict[str, str] = {}
    while (message := read_frame(source)) is not None:
        parameters = message["parameters"]
        if "text" in message:
            texts[message["document"]] = message["text"]
        match message["job"]:
            case "sleep":
                time.sleep(parameters["seconds"])
            case "crash":
                os._exit(3)
            case "noise":
                sink.write(b"\x00\x00\x00\x03abc")
                sink.flush()
                continue
            case "forget":
                texts.clear()
        if "document" in message and message["document"] not in texts:
            reply: dict[str, object] = {"missing": True}
        elif message["job"] == "fail":
            reply = {"error": "ValueError at here.py:1"}
        else:
            text = texts.get(message.get("document", ""), "")
            result = {"process": os.getpid(), "text": text, "was_sent": "text" in message}
            reply = {"result": result | parameters}
        sink.write(encode(reply))
        sink.flush()


if __name__ == "__main__":
    main()
