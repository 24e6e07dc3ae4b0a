#!/usr/bin/env python3
"""How many comments a second Hamlet's classifier and its peers train on and score: the same comments, one thread each, in turns.

    python3 -m venv venv && venv/bin/pip install vowpalwabbit scikit-learn     # PyPI
    apt-get install fasttext bogofilter                                        # Debian
    swift build -c release --package-path Tests/Benchmarks --product Throughput
    venv/bin/python Tests/Benchmarks/peers/peers.py FILE.jsonl [ROUNDS]

Each line of FILE.jsonl is an object with "content" and "label". Every round runs all peers, one after another, so that whatever else
the machine does meets them alike; the table shows medians over the rounds, and Hamlet's as a multiple of each peer's. Peers that are
not installed are left out. Time to read files and to load models is not counted for the peers that tell it apart.
"""

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

THROUGHPUT = os.environ.get(
    "THROUGHPUT", os.path.join(os.path.dirname(__file__), "..", ".build", "release", "Throughput")
)
FASTTEXT = shutil.which(os.environ.get("FASTTEXT", "fasttext"))
BOGOFILTER = shutil.which("bogofilter")
ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}
os.environ.update(ONE_THREAD)


def seconds(body):
    began = time.perf_counter()
    body()
    return time.perf_counter() - began


def run(*arguments, **options):
    return subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)


def one_line(text):
    return re.sub(r"\s+", " ", text).strip()


class Corpus:
    def __init__(self, path, folder):
        with open(path, encoding="utf-8") as file:
            rows = [json.loads(line) for line in file]
        self.path = path
        self.texts = [one_line(row["content"]) for row in rows]
        self.spam = [row["label"] == "spam" for row in rows]
        self.folder = folder

    def file(self, name, lines):
        path = os.path.join(self.folder, name)
        if not os.path.exists(path):
            with open(path, "w", encoding="utf-8") as file:
                file.writelines(line + "\n" for line in lines)
        return path

    def __len__(self):
        return len(self.texts)


def hamlet(corpus):
    answer = subprocess.run([THROUGHPUT, corpus.path], check=True, capture_output=True, text=True)
    figures = json.loads(answer.stdout)
    return figures["learn"], figures["score"], figures


def vowpal_wabbit(corpus):
    """Words and pairs of words, one pass, from a file: the native reader, not the Python one."""
    from vowpalwabbit import Workspace

    def line(text, spam):
        return f"{1 if spam else -1} | " + re.sub(r"[|:]", "_", text)

    file = corpus.file("vw.txt", map(line, corpus.texts, corpus.spam))
    model = os.path.join(corpus.folder, "vw.model")
    options = "--quiet -b 22 --ngram 2 --loss_function logistic"

    def go(arguments):
        workspace = Workspace(arguments)
        workspace.run_parser()
        workspace.finish()

    train = seconds(lambda: go(f"{options} -d {file} -f {model}"))
    score = seconds(lambda: go(f"--quiet -t -i {model} -d {file} -p /dev/null"))
    return train, score


def fasttext(corpus):
    """Words, pairs and subwords of three to five characters."""

    def line(text, spam):
        return f"__label__{'spam' if spam else 'ham'} {text}"

    file = corpus.file("fasttext.txt", map(line, corpus.texts, corpus.spam))
    model = os.path.join(corpus.folder, "fasttext")
    options = "-wordNgrams 2 -minn 3 -maxn 5 -dim 20 -epoch 5 -lr 0.5 -thread 1 -bucket 500000 -verbose 0".split()
    train = seconds(lambda: run(FASTTEXT, "supervised", "-input", file, "-output", model, *options))
    empty = corpus.file("empty.txt", ["x"])
    load = seconds(lambda: run(FASTTEXT, "predict-prob", model + ".bin", empty))
    score = seconds(lambda: run(FASTTEXT, "predict-prob", model + ".bin", file))
    return train, max(score - load, 1e-9)


def scikit_learn(corpus):
    """Runs of two to five characters, counted, and multinomial naive Bayes."""
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.naive_bayes import MultinomialNB
    from sklearn.pipeline import make_pipeline

    model = make_pipeline(CountVectorizer(analyzer="char", ngram_range=(2, 5), binary=True), MultinomialNB())
    train = seconds(lambda: model.fit(corpus.texts, corpus.spam))
    score = seconds(lambda: model.predict_proba(corpus.texts))
    return train, score


def bogofilter(corpus):
    def box(wanted):
        for text, spam in zip(corpus.texts, corpus.spam):
            if spam == wanted:
                yield f"From x@example.org Thu Jan  1 00:00:00 1970\n\n{text}\n"

    folder = os.path.join(corpus.folder, "bogofilter")
    shutil.rmtree(folder, ignore_errors=True)
    os.mkdir(folder)
    spam, ham = corpus.file("spam.mbox", box(True)), corpus.file("ham.mbox", box(False))

    def go(kind, path):
        with open(path, "rb") as file:
            subprocess.run([BOGOFILTER, "-d", folder, "-M", kind], stdin=file, stdout=subprocess.DEVNULL, check=False)

    train = seconds(lambda: (go("-s", spam), go("-n", ham)))
    score = seconds(lambda: (go("-t", spam), go("-t", ham)))
    return train, score


def peers():
    found = []
    try:
        import vowpalwabbit  # noqa: F401

        found.append(("Vowpal Wabbit, words and pairs", vowpal_wabbit))
    except ImportError:
        pass
    if FASTTEXT:
        found.append(("fastText, with subwords", fasttext))
    try:
        import sklearn  # noqa: F401

        found.append(("scikit-learn, runs of characters", scikit_learn))
    except ImportError:
        pass
    if BOGOFILTER:
        found.append(("bogofilter", bogofilter))
    return found


def main():
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    with tempfile.TemporaryDirectory() as folder:
        corpus = Corpus(sys.argv[1], folder)
        measured = {}
        details = []
        for _ in range(rounds):
            learn, score, figures = hamlet(corpus)
            details.append(figures)
            measured.setdefault("Hamlet", []).append((learn, score))
            for name, peer in peers():
                train, score = peer(corpus)
                measured.setdefault(name, []).append((len(corpus) / train, len(corpus) / score))
    medians = {
        name: tuple(statistics.median(run[part] for run in runs) for part in (0, 1)) for name, runs in measured.items()
    }
    train, score = medians["Hamlet"]
    print(f"{len(corpus)} comments, {rounds} rounds, one thread, comments a second")
    print("| | train | Hamlet's is × | score | Hamlet's is × |\n| --- | --- | --- | --- | --- |")
    for name, (peer_train, peer_score) in medians.items():
        print(f"| {name} | {peer_train:,.0f} | {train / peer_train:.2f} | {peer_score:,.0f} | {score / peer_score:.2f} |")
    print("Hamlet in parts, medians:")
    for part in sorted(details[0]):
        print(f"  {part}: {statistics.median(figures[part] for figures in details):,.0f}")


if __name__ == "__main__":
    main()
