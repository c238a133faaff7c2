#!/usr/bin/env python3
"""Recounts the metrics of docs/metrics.md from an exported ledger alone, and compares them with what the admin server answered.

Usage: recount.py LEDGER QUESTIONS     prints one line per difference; exit status 1 if there is any

LEDGER is what `fudai ledger export --format json` wrote. QUESTIONS is JSON: a list of
{"campaign": "" for the chain, "zone": the IANA zone of its days, "user": whom questions about one user are about,
"from": first day or null, "to": day after the last or null,
"answers": {metric: file with the answer of `fudai stats METRIC --json`}}. A metric "NAME:CHOICE" is the answer to `fudai stats NAME --metric CHOICE`.

It shares nothing with the projector: it goes by whole histories of users, bags and orders, where the projector adds up events. Each
metric is a module of two functions: recount(ledger, campaign, days), with the choice where there is one, and answered(answer, days), which
says the same of an answer.
"""
import importlib
import json
import sys

from history import Days, Ledger


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def differences(ledger, question):
    days = Days(question)
    place = f"{question['campaign'] or 'chain'} {question['from'] or ''}..{question['to'] or ''}"
    for name, path in question["answers"].items():
        module, *choice = name.split(":")
        answer, metric = read(path), importlib.import_module(module.replace("-", "_"))
        if answer.get("time_zone", question["zone"]) != question["zone"]:
            yield f"{place} {name}.time_zone: {answer['time_zone']}, recounted in {question['zone']}"
        if int(answer["freshness"]["pending_events"]):
            yield f"{place} {name}: {answer['freshness']['pending_events']} events wait to be counted"
        answered, recounted = metric.answered(answer, days), metric.recount(ledger, question["campaign"], days, *choice)
        for key in sorted(set(answered) | set(recounted)):
            if answered.get(key) != recounted.get(key):
                yield f"{place} {name}.{key}: {answered.get(key)}, recounted {recounted.get(key)}"


def main(arguments):
    ledger = Ledger(arguments[0])
    questions = read(arguments[1])
    found = [line for question in questions for line in differences(ledger, question)]
    answers = sum(len(question["answers"]) for question in questions)
    print("\n".join(found + [f"{answers} answers, {len(found)} differences"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
