"""The controller's process: started, ended and killed as a service manager or an accident would."""

import os
import signal
import subprocess
import time


class ControllerProcess:
    def __init__(self, log):
        self.log = log
        self.process = None

    def start(self, argv, ready, seconds):
        """Starts it and waits until `ready` stands in its output."""
        if self.process and self.process.poll() is None:
            raise RuntimeError("the controller runs already")
        begin = time.monotonic()
        with open(self.log, "ab") as output:
            offset = output.tell()
            self.process = subprocess.Popen(
                argv, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
            )
        while time.monotonic() - begin < seconds:
            if self.process.poll() is not None:
                raise RuntimeError(f"the controller ended with {self.process.returncode}: {self._tail(offset)}")
            with open(self.log, "rb") as text:
                text.seek(offset)
                if ready.encode() in text.read():
                    return {"pid": self.process.pid, "ms": round((time.monotonic() - begin) * 1000)}
            time.sleep(0.005)
        raise RuntimeError(f"no '{ready}' from the controller within {seconds} s: {self._tail(offset)}")

    def end(self, name, seconds):
        """Sends the signal of that name and waits for the end."""
        if not self.process:
            raise RuntimeError("the controller was not started")
        begin = time.monotonic()
        os.killpg(self.process.pid, signal.Signals[name])
        try:
            code = self.process.wait(seconds)
        except subprocess.TimeoutExpired as late:
            raise RuntimeError(f"the controller did not end within {seconds} s of {name}") from late
        self.process = None
        return {"code": code, "ms": round((time.monotonic() - begin) * 1000)}

    def _tail(self, offset):
        with open(self.log, "rb") as text:
            text.seek(offset)
            lines = text.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else "no output"
