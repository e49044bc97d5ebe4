// The hold model on std::priority_queue, in (time, insertion) order: what the same work costs without JavaScript.
// Arguments: tasks pending, steps. Prints one line of JSON.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <queue>
#include <vector>

struct Task {
  double time;
  uint32_t sequence, subject;
};

struct Later {
  bool operator()(const Task& a, const Task& b) const {
    return a.time > b.time || (a.time == b.time && a.sequence > b.sequence);
  }
};

int main(int, char** arguments) {
  const long pending = atol(arguments[1]), steps = atol(arguments[2]);
  std::vector<double> delays(65536);
  uint64_t state = 12345;
  for (auto& delay : delays) {
    state = state * 6364136223846793005ull + 1442695040888963407ull;
    delay = -std::log(((state >> 32) + 0.5) / 4294967296.0);
  }
  std::priority_queue<Task, std::vector<Task>, Later> tasks;
  uint32_t sequence = 0, check = 0;
  for (long i = 0; i < pending; i++) tasks.push({delays[i & 65535], sequence++, (uint32_t)i});
  auto run = [&](long count) {
    for (long k = 0; k < count; k++) {
      const Task task = tasks.top();
      tasks.pop();
      check += task.subject;
      tasks.push({task.time + delays[k & 65535], sequence++, task.subject});
    }
  };
  run(std::max(3 * pending, 300000L));
  const std::clock_t start = std::clock();
  run(steps);
  const double seconds = double(std::clock() - start) / CLOCKS_PER_SEC;
  printf("{\"perSecond\": %.1f, \"check\": %u}\n", steps / seconds, check);
}
