# M/M/1 with load 0.8 on SimPy 3 or 4. Argument: customers. Prints one line of JSON.
import json
import random
import sys
import time

import simpy

customers = int(sys.argv[1])
draw = random.Random(7).expovariate
world = simpy.Environment()
server = simpy.Resource(world, capacity=1)
left, sojourns = 0, 0.0


def customer():
    global left, sojourns
    came = world.now
    with server.request() as turn:
        yield turn
        yield world.timeout(draw(1.0))
    left += 1
    sojourns += world.now - came


def source():
    for _ in range(customers):
        world.process(customer())
        yield world.timeout(draw(0.8))


world.process(source())
start = time.process_time()
world.run()
seconds = time.process_time() - start
print(json.dumps({"perSecond": 2 * left / seconds, "sojourn": sojourns / left}))
