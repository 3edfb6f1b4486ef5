#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/* Which of 64 bytes are a quote, a delimiter, a line feed or a carriage return: bit i is byte i.
 * Swift has no move-mask of its own; everything that follows from the masks is done in Swift. */
typedef struct {
  uint64_t quotes;
  uint64_t delimiters;
  uint64_t line_feeds;
  uint64_t returns;
} doichieu_masks;

static inline doichieu_masks doichieu_scan64(const uint8_t *bytes, uint8_t delimiter) {
  doichieu_masks masks = {0, 0, 0, 0};
#if defined(__SSE2__)
  const __m128i quote = _mm_set1_epi8('"'), comma = _mm_set1_epi8((char)delimiter);
  const __m128i feed = _mm_set1_epi8('\n'), back = _mm_set1_epi8('\r');
  for (int i = 0; i < 4; i++) {
    const __m128i block = _mm_loadu_si128((const __m128i *)(bytes + 16 * i));
    const int shift = 16 * i;
    masks.quotes |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(block, quote)) << shift;
    masks.delimiters |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(block, comma)) << shift;
    masks.line_feeds |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(block, feed)) << shift;
    masks.returns |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(block, back)) << shift;
  }
#else
  for (int i = 0; i < 64; i++) {
    masks.quotes |= (uint64_t)(bytes[i] == '"') << i;
    masks.delimiters |= (uint64_t)(bytes[i] == delimiter) << i;
    masks.line_feeds |= (uint64_t)(bytes[i] == '\n') << i;
    masks.returns |= (uint64_t)(bytes[i] == '\r') << i;
  }
#endif
  return masks;
}

/* Eight bytes from an address of any alignment, the first in the lowest bits. */
static inline uint64_t doichieu_load64(const uint8_t *bytes) {
  uint64_t word;
  memcpy(&word, bytes, 8);
  return word;
}

/* Has the cache line of an address fetched ahead of its use. */
static inline void doichieu_prefetch(const void *address) { __builtin_prefetch(address); }

/* Asks for huge pages where a stretch of memory holds whole ones; only ever advice. */
static inline void doichieu_prefer_huge_pages(void *start, size_t count) {
  const uintptr_t size = (uintptr_t)2 << 20;
  const uintptr_t first = ((uintptr_t)start + size - 1) & ~(size - 1);
  const uintptr_t end = ((uintptr_t)start + count) & ~(size - 1);
  if (end > first) madvise((void *)first, end - first, MADV_HUGEPAGE);
}

/* How many bytes are quotes; compilers make vectors of it. */
static inline size_t doichieu_count_quotes(const uint8_t *bytes, size_t count) {
  size_t quotes = 0;
  size_t index = 0;
  /* Inner sums fit a byte, which is what lets sixteen or more be added at a time. */
  while (index < count) {
    const size_t end = count - index > 255 * 16 ? index + 255 * 16 : count;
    uint8_t lanes[16] = {0};
    for (; index + 16 <= end; index += 16)
      for (int lane = 0; lane < 16; lane++) lanes[lane] += bytes[index + lane] == '"';
    for (int lane = 0; lane < 16; lane++) quotes += lanes[lane];
    for (; index < end; index++) quotes += bytes[index] == '"';
  }
  return quotes;
}
