"""The controller's process: started, ended and killed as a service manager or an accident would."""

import os
import signal
import subprocess
import time


class ControllerProcess:
    def __init__(self, log):
        self.log = log
        self.process = None
        self.offset = 0

    def start(self, argv, ready, seconds):
        """Starts it and waits until `ready` stands in its output."""
        if self.process and self.process.poll() is None:
            raise RuntimeError("the controller runs already")
        with open(self.log, "ab") as output:
            self.offset = output.tell()
            self.process = subprocess.Popen(
                argv, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
            )
        return {"pid": self.process.pid} | self.says(ready, seconds)

    def says(self, words, seconds):
        """Waits until `words` stand in what it has printed since its start."""
        begin = time.monotonic()
        while time.monotonic() - begin < seconds:
            if words in self._output():
                return {"ms": round((time.monotonic() - begin) * 1000)}
            if self.process.poll() is not None:
                raise RuntimeError(f"the controller ended with {self.process.returncode}: {self._last_line()}")
            time.sleep(0.005)
        raise RuntimeError(f"no '{words}' from the controller within {seconds} s: {self._last_line()}")

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

    def _output(self):
        with open(self.log, "rb") as text:
            text.seek(self.offset)
            return text.read().decode(errors="replace")

    def _last_line(self):
        lines = self._output().strip().splitlines()
        return lines[-1] if lines else "no output"
