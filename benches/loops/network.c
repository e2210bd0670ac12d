// The network's training in C, for vectors of 128 bits, by the same algorithm: what the core is held against. Reads a problem from the
// file that is its argument, then for each line "batch epochs" of its input trains anew and prints the nanoseconds of processor
// time, and for a line "batch 0" the parameters after one epoch.

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef float v4 __attribute__((vector_size(16)));
typedef int32_t i4 __attribute__((vector_size(16)));
enum { BLOCK = 32, ROW = 8, MOST = 128, CLASSES = 10, GROUPS = 3 };

static int features, hidden, count;
static float rate;
static float *inputs, *start;
static uint8_t *labels;
static uint32_t *ends;
static struct entry { uint32_t at; float x; } *entries;

// A hidden layer's rows of 32 outputs, panel after panel, and its bias; the last layer's rows, output by output, and its bias.
static struct theta { v4 *rows, *bias, *head, head_bias[GROUPS]; } theta, gradient;
static v4 made[BLOCK][MOST / 4], back[BLOCK][MOST / 4], logits[BLOCK][GROUPS];

static inline v4 splat(float x) { return (v4){x, x, x, x}; }
static inline v4 choose(i4 mask, v4 yes, v4 no) { return (v4)((mask & (i4)yes) | (~mask & (i4)no)); }

static inline void transpose(v4 v[4]) {
  v4 a = __builtin_shuffle(v[0], v[2], (i4){0, 4, 1, 5}), b = __builtin_shuffle(v[1], v[3], (i4){0, 4, 1, 5});
  v4 c = __builtin_shuffle(v[0], v[2], (i4){2, 6, 3, 7}), d = __builtin_shuffle(v[1], v[3], (i4){2, 6, 3, 7});
  v[0] = __builtin_shuffle(a, b, (i4){0, 4, 1, 5}), v[1] = __builtin_shuffle(a, b, (i4){2, 6, 3, 7});
  v[2] = __builtin_shuffle(c, d, (i4){0, 4, 1, 5}), v[3] = __builtin_shuffle(c, d, (i4){2, 6, 3, 7});
}
static inline v4 across(v4 v[4]) { transpose(v); return (v[0] + v[1]) + (v[2] + v[3]); }

static inline v4 exponential(v4 x) {
  x = choose(x < splat(-60), splat(-60), x);
  v4 shifted = x * splat(1.44269504f) + splat(12582912), whole = shifted - splat(12582912);
  v4 r = x - whole * splat(.6933594f) - whole * splat(-2.1219444e-4f);
  v4 sum = splat(1.9875691e-4f);
  sum = sum * r + splat(1.3981999e-3f), sum = sum * r + splat(8.333452e-3f), sum = sum * r + splat(4.1665796e-2f);
  sum = sum * r + splat(.16666665f), sum = sum * r + splat(.5f);
  i4 power = ((i4)shifted << 23) + 0x3f800000;
  return (sum * (r * r) + r + splat(1)) * (v4)power;
}

static inline struct entry *first(int i) { return entries + (i ? ends[i - 1] : 0); }

// The first layer, by the inputs that are not 0.
static void forward(int from, int size) {
  for (int p = 0; p < hidden / 32; p++) {
    const v4 *rows = theta.rows + (size_t)p * features * ROW, *bias = theta.bias + p * ROW;
    for (int s = 0; s < size; s++) {
      v4 sums[ROW];
      for (int j = 0; j < ROW; j++) sums[j] = bias[j];
      for (const struct entry *e = first(from + s), *end = entries + ends[from + s]; e < end; e++) {
        const v4 *row = rows + (size_t)e->at * ROW, x = splat(e->x);
        for (int j = 0; j < ROW; j++) sums[j] += x * row[j];
      }
      for (int j = 0; j < ROW; j++) made[s][p * ROW + j] = (v4)(~(sums[j] < splat(0)) & (i4)sums[j]);
    }
  }
}

// The last layer as dot products.
static void head(int size) {
  int width = hidden / 4;
  for (int g = 0; g < GROUPS; g++) {
    const v4 *rows = theta.head + g * 4 * width;
    int s = 0;
    for (; s + 2 <= size; s += 2) {
      v4 a[4] = {0}, b[4] = {0};
      for (int c = 0; c < width; c++)
        for (int k = 0; k < 4; k++) a[k] += made[s][c] * rows[k * width + c], b[k] += made[s + 1][c] * rows[k * width + c];
      logits[s][g] = theta.head_bias[g] + across(a), logits[s + 1][g] = theta.head_bias[g] + across(b);
    }
    for (; s < size; s++) {
      v4 a[4] = {0};
      for (int c = 0; c < width; c++)
        for (int k = 0; k < 4; k++) a[k] += made[s][c] * rows[k * width + c];
      logits[s][g] = theta.head_bias[g] + across(a);
    }
  }
}

static void slopes(int from, int size, float scale) {
  const i4 used = {-1, -1, 0, 0};
  for (int s = 0; s < size; s += 4) {
    int many = size - s < 4 ? size - s : 4;
    v4 tops[4] = {0}, sums[4] = {0};
    for (int e = 0; e < many; e++) {
      v4 *z = logits[s + e];
      z[2] = choose(used, z[2], splat(-3e38f));
      v4 top = choose(z[0] < z[1], z[1], z[0]);
      tops[e] = choose(top < z[2], z[2], top);
    }
    transpose(tops);
    v4 a = choose(tops[0] < tops[1], tops[1], tops[0]), b = choose(tops[2] < tops[3], tops[3], tops[2]);
    v4 top = choose(a < b, b, a);
    for (int e = 0; e < many; e++) {
      v4 *z = logits[s + e];
      for (int g = 0; g < GROUPS; g++) z[g] = exponential(z[g] - splat(top[e]));
      z[2] = (v4)(used & (i4)z[2]);
      sums[e] = z[0] + z[1] + z[2];
    }
    v4 share = splat(scale) / across(sums);
    for (int e = 0; e < many; e++) {
      for (int g = 0; g < GROUPS; g++) logits[s + e][g] *= splat(share[e]);
      ((float *)logits[s + e])[labels[from + s + e]] -= scale;
    }
  }
}

// What has come back to the hidden units, four examples by eight units at once, or one example by all.
#define BACK(EXAMPLES, WIDTH, S, C)                                                              \
  do {                                                                                           \
    v4 sums[EXAMPLES][WIDTH] = {0};                                                              \
    for (int o = 0; o < CLASSES; o++)                                                            \
      for (int e = 0; e < EXAMPLES; e++)                                                         \
        for (int j = 0; j < WIDTH; j++)                                                          \
          sums[e][j] += splat(((float *)logits[S + e])[o]) * theta.head[o * width + C + j];      \
    for (int e = 0; e < EXAMPLES; e++)                                                           \
      for (int j = 0; j < WIDTH; j++)                                                            \
        back[S + e][C + j] = (v4)((made[S + e][C + j] > splat(0)) & (i4)sums[e][j]);             \
  } while (0)

static void come_back(int size) {
  int width = hidden / 4, s = 0;
  for (; s + 4 <= size; s += 4)
    for (int c = 0; c < width; c += 2) BACK(4, 2, s, c);
  for (; s < size; s++)
    for (int c = 0; c < width; c += 8) BACK(1, 8, s, c);
}

static void add(struct theta *to, int from, int size) {
  int width = hidden / 4;
  if (size == 1) {
    for (int o = 0; o < CLASSES; o++) {
      v4 d = splat(((float *)logits[0])[o]);
      for (int c = 0; c < width; c++) to->head[o * width + c] += d * made[0][c];
    }
  } else {
    for (int g = 0; g < GROUPS; g++)
      for (int c = 0; c < width; c += 2) {
        v4 sums[4][2] = {0};
        for (int s = 0; s < size; s++)
          for (int k = 0; k < 4; k++)
            for (int j = 0; j < 2; j++) sums[k][j] += splat(logits[s][g][k]) * made[s][c + j];
        for (int k = 0; k < 4; k++)
          for (int j = 0; j < 2; j++) to->head[(4 * g + k) * width + c + j] += sums[k][j];
      }
  }
  for (int g = 0; g < GROUPS; g++)
    for (int s = 0; s < size; s++) to->head_bias[g] += logits[s][g];
  for (int p = 0; p < hidden / 32; p++) {
    v4 *rows = to->rows + (size_t)p * features * ROW, *bias = to->bias + p * ROW;
    for (int s = 0; s < size; s++) {
      v4 d[ROW];
      for (int j = 0; j < ROW; j++) d[j] = back[s][p * ROW + j], bias[j] += d[j];
      for (const struct entry *e = first(from + s), *end = entries + ends[from + s]; e < end; e++) {
        v4 *row = rows + (size_t)e->at * ROW, x = splat(e->x);
        for (int j = 0; j < ROW; j++) row[j] += x * d[j];
      }
    }
  }
}

static void learn(struct theta *to, int from, int size, float scale) {
  forward(from, size), head(size), slopes(from, size, scale), come_back(size), add(to, from, size);
}

static size_t vectors(void) { return (size_t)features * hidden / 4 + hidden / 4 + 4 * GROUPS * hidden / 4; }

static void epoch(int batch) {
  for (int from = 0; from + batch <= count; from += batch) {
    if (batch <= BLOCK) {
      learn(&theta, from, batch, -rate / batch);
      continue;
    }
    memset(gradient.rows, 0, vectors() * sizeof(v4)), memset(gradient.head_bias, 0, sizeof gradient.head_bias);
    for (int b = 0; b < batch; b += BLOCK)
      learn(&gradient, from + b, batch - b < BLOCK ? batch - b : BLOCK, 1.f / batch);
    for (size_t k = 0; k < vectors(); k++) theta.rows[k] -= splat(rate) * gradient.rows[k];
    for (int g = 0; g < GROUPS; g++) theta.head_bias[g] -= splat(rate) * gradient.head_bias[g];
  }
}

// Parameters in the usual order: weights input by input, bias, weights, bias.
static void parameters(float *usual, int out) {
  float *ours = (float *)theta.rows;
#define MOVE(PLACE) do { if (out) *usual++ = (PLACE); else (PLACE) = *usual++; } while (0)
  for (int i = 0; i < features; i++)
    for (int o = 0; o < hidden; o++) MOVE(ours[((size_t)(o / 32) * features + i) * 32 + o % 32]);
  for (int o = 0; o < hidden; o++) MOVE(((float *)theta.bias)[o]);
  for (int i = 0; i < hidden; i++)
    for (int o = 0; o < CLASSES; o++) MOVE(((float *)theta.head)[o * hidden + i]);
  for (int o = 0; o < CLASSES; o++) MOVE(((float *)theta.head_bias)[o]);
}

static void part(struct theta *of) {
  of->rows = aligned_alloc(64, (vectors() + 4) * sizeof(v4));
  memset(of->rows, 0, vectors() * sizeof(v4));
  of->bias = of->rows + (size_t)features * hidden / 4, of->head = of->bias + hidden / 4;
}

int main(int argc, char **argv) {
  FILE *file = argc > 1 ? fopen(argv[1], "rb") : 0;
  int32_t sizes[3];
  if (!file || fread(sizes, 4, 3, file) != 3 || fread(&rate, 4, 1, file) != 1) return 1;
  features = sizes[0], hidden = sizes[1], count = sizes[2];
  if (hidden % 32 || hidden > MOST) return 1;
  size_t usual = (size_t)(features + 1) * hidden + (hidden + 1) * CLASSES, all = (size_t)count * features;
  start = malloc(4 * usual), inputs = malloc(4 * all), labels = malloc(count);
  entries = malloc(all * sizeof *entries), ends = malloc(4 * (size_t)count);
  if (fread(start, 4, usual, file) != usual || fread(inputs, 4, all, file) != all || fread(labels, 1, count, file) != (size_t)count) return 1;
  uint32_t found = 0;
  for (int s = 0; s < count; ends[s++] = found)
    for (int i = 0; i < features; i++)
      if (inputs[(size_t)s * features + i] != 0) entries[found++] = (struct entry){i, inputs[(size_t)s * features + i]};
  part(&theta), part(&gradient);
  for (int batch, epochs; scanf("%d %d", &batch, &epochs) == 2; fflush(stdout)) {
    parameters(start, 0);
    struct timespec before, after;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &before);
    for (int e = 0; e < (epochs ? epochs : 1); e++) epoch(batch);
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &after);
    if (epochs) {
      printf("%.0f\n", (after.tv_sec - before.tv_sec) * 1e9 + (double)(after.tv_nsec - before.tv_nsec));
      continue;
    }
    float *now = malloc(4 * usual);
    parameters(now, 1);
    for (size_t k = 0; k < usual; k++) printf("%.9g ", now[k]);
    printf("\n");
    free(now);
  }
  return 0;
}
