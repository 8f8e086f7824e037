"""A stand-in for the worker that costs nothing: every article gets an empty briefing, some words in it break something."""

import json
import os
import signal
import sys

FAKE_WORKER = (sys.executable, __file__)


def serve() -> None:
    """Answer as `briefing.worker` does: FAIL in an article gives an error, CRASH ends the process, HANG is never answered, and
    SLOW does as the alarm of its bounds would.
    """
    sys.stdin.reconfigure(encoding="utf-8")
    for line in sys.stdin:
        request = json.loads(line)
        text = request["article"]["text"]
        if "CRASH" in text:
            os._exit(3)
        if "HANG" in text:
            sys.stdin.readline()
        if "SLOW" in text:
            os.kill(os.getpid(), signal.SIGALRM)
        if "FAIL" in text:
            answer = {"id": request["id"], "kind": "error", "message": "no luck"}
        else:
            sys.stdout.write(json.dumps({"id": request["id"], "kind": "progress", "stage": "parsing", "share": 0.0}) + "\n")
            briefing = {"article": request["article"], "summary": [], "actors": [], "quotes": [], "questions": []}
            briefing["analysis"] = {"program": str(os.getpid()), "model": request["model"]}
            answer = {"id": request["id"], "kind": "result", "briefing": briefing}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve()
