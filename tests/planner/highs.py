"""Solves instances of the planner with HiGHS. The model is written from the definition with one variable for each job and the
quarter in which it ends; it shares nothing with the form that the program solves. Call: highs.py INSTANCES.json SOLVED.json"""
import json
import os
import sys

import highspy

SECONDS = float(os.environ.get("SOCMARK_HIGHS_SECONDS", "6"))


def solve(instance):
    highs = highspy.Highs()
    for option, value in (("output_flag", False), ("time_limit", SECONDS), ("mip_rel_gap", 1e-6), ("threads", 1)):
        highs.setOptionValue(option, value)
    quarters, jobs, units = instance["quarters"], instance["jobs"], instance["units"]
    ends = [
        {t: highs.addBinary() for t in range(job["length"], quarters + 1)}
        for job in jobs
    ]

    def done(job, until):
        return [variable for t, variable in ends[job].items() if t <= until]

    for index, job in enumerate(jobs):
        if ends[index]:
            highs.addConstr(sum(ends[index].values()) <= 1)
        groups = [[pair] for pair in job["after"]] + job["after_any"]
        for until in ends[index]:
            for group in groups:
                before = [variable for other, lag in group for variable in done(other, until - lag)]
                own = sum(done(index, until))
                highs.addConstr(own <= sum(before)) if before else highs.addConstr(own <= 0)
    for t in range(1, quarters + 1):
        running = [
            (job, variable)
            for job, own in zip(jobs, ends)
            for end, variable in own.items()
            if end - job["length"] < t <= end
        ]
        limits = [(instance["days"], lambda job: sum(job["days"]) / units)]
        limits += [(most, lambda job, role=role: job["days"][role] / units) for role, most in enumerate(instance["roles"])]
        for most, amount in limits:
            terms = [amount(job) * variable for job, variable in running if amount(job) > 0]
            if most is not None and terms:
                highs.addConstr(sum(terms) <= most / units)
        if instance["at_once"] is not None and running:
            highs.addConstr(sum(variable for _, variable in running) <= instance["at_once"])
    worth = []
    for value, by in instance["steps"]:
        for t in range(1, quarters + 1):
            before = [variable for job in set(by) for variable in done(job, t)]
            if before:
                there = highs.addVariable(0, 1)
                highs.addConstr(there <= sum(before))
                # in thousandths, so that tolerances of the solver stay small beside it
                worth.append(1000 * value * instance["discount"] ** (t - 1) * there)
    highs.maximize(sum(worth))
    info = highs.getInfo()
    return info.objective_function_value / 1000, info.mip_dual_bound / 1000


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        instances = json.load(file)
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        json.dump([solve(instance) for instance in instances], file)
