"""Speech (espeak-ng) and small synthetic sounds, as numpy arrays at 44.1 kHz mono."""
import subprocess
import tempfile
import wave
from pathlib import Path

import numpy as np

RATE = 44100
SOFTEN = ("highpass=f=85,equalizer=f=320:t=q:w=1:g=2,equalizer=f=3100:t=q:w=1.2:g=-4,lowpass=f=7800,"
          "acompressor=threshold=-20dB:ratio=2.5:attack=8:release=120,aecho=0.9:0.35:23|41:0.14|0.09")


def read(path):
    with wave.open(str(path)) as w:
        return np.frombuffer(w.readframes(w.getnframes()), "<i2").astype(float) / 32768


def write(path, data):
    with wave.open(str(path), "wb") as w:
        w.setnchannels(1), w.setsampwidth(2), w.setframerate(RATE)
        w.writeframes((np.clip(data, -1, 1) * 32767).astype("<i2").tobytes())


def say(voice, text):
    """voice: (name, words per minute, pitch 0-99). Silence at both ends is cut off."""
    name, speed, pitch = voice
    with tempfile.TemporaryDirectory() as d:
        raw, out = Path(d, "a.wav"), Path(d, "b.wav")
        subprocess.run(["espeak-ng", "-v", name, "-s", str(speed), "-p", str(pitch), "-g", "2", "-w", raw, text], check=True)
        subprocess.run(["ffmpeg", "-v", "error", "-y", "-i", raw, "-af", SOFTEN, "-ar", str(RATE), "-ac", "1", out], check=True)
        a = read(out)
    loud = np.nonzero(np.abs(a) > .004)[0]
    a = a[max(0, loud[0] - 400):loud[-1] + 3000]
    a[-2000:] *= np.linspace(1, 0, 2000)
    return a * (.16 / np.sqrt(np.mean(a ** 2)))


def silence(seconds):
    return np.zeros(int(seconds * RATE))


def _t(seconds):
    return np.arange(int(seconds * RATE)) / RATE


def tick(high=True):
    t = _t(.05)
    return .16 * np.sin(2 * np.pi * (2300 if high else 1750) * t) * np.exp(-t * 150)


def step():
    t = _t(.13)
    return .22 * np.sin(2 * np.pi * (95 - 180 * t) * t) * np.exp(-t * 34)


def buzz(seconds=.45):
    t = _t(seconds)
    a = np.sin(2 * np.pi * 145 * t) + .5 * np.sin(2 * np.pi * 290 * t) + .25 * np.sin(2 * np.pi * 435 * t)
    return .13 * a * (.7 + .3 * np.sin(2 * np.pi * 27 * t)) * np.minimum(1, np.minimum(t, seconds - t) * 60)


def paper(seconds=.35, seed=1):
    t, r = _t(seconds), np.random.default_rng(seed)
    a = np.convolve(r.normal(size=t.size), [.5, -.9, .5], "same")
    bumps = sum(np.exp(-((t - c) * 45) ** 2) for c in r.uniform(.04, seconds - .05, 6))
    return .05 * a * bumps


def door():
    t = _t(.4)
    return .3 * np.sin(2 * np.pi * 70 * t) * np.exp(-t * 22) + .08 * np.sin(2 * np.pi * 620 * t) * np.exp(-t * 60)


def put(track, sound, at):
    i = int(at * RATE)
    n = min(len(sound), len(track) - i)
    track[i:i + n] += sound[:n]


def encode(wav, out, *args):
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-i", wav, "-af", "loudnorm=I=-17:TP=-1.5:LRA=9", "-ar", "44100", *args, out], check=True)
