#include "table/scan.h"

#include <string.h>

#ifdef __x86_64__
#include <immintrin.h>
/* Of every processor sold since about 2013; asked for when it runs. */
#define HASWELL __attribute__((target("avx2,bmi")))
#endif

#include "base/utf8.h"

/* Compiled anew for each kind of processor that calls it. */
#define INLINE static inline __attribute__((always_inline))

/* What 64 bytes hold, a bit a byte. */
struct masks {
	uint64_t	tab;
	uint64_t	lf;
	uint64_t	high;		/* not ASCII */
	uint64_t	odd;		/* control characters, DEL, backslash */
};

typedef void masks_fn(struct masks *m, const char *p);

static void
masks_portable(struct masks *m, const char *p)
{
	*m = (struct masks){ 0 };
	for (unsigned i = 0; i < 64; i++) {
		unsigned char ch = (unsigned char)p[i];
		uint64_t bit = UINT64_C(1) << i;

		if (ch == '\t')
			m->tab |= bit;
		else if (ch == '\n')
			m->lf |= bit;
		else if (ch < 0x20 || ch == 0x7F || ch == '\\')
			m->odd |= bit;
		else if (ch >= 0x80)
			m->high |= bit;
	}
}

#ifdef __x86_64__
/* Bytes i.. of the masks, from a vector of them. */
INLINE void
add_sse2(struct masks *m, const char *p, unsigned i)
{
	__m128i v = _mm_loadu_si128((const __m128i *)(p + i));
	__m128i tab = _mm_cmpeq_epi8(v, _mm_set1_epi8('\t'));
	__m128i lf = _mm_cmpeq_epi8(v, _mm_set1_epi8('\n'));
	__m128i ctl = _mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8(0x1F)), v);
	__m128i odd = _mm_andnot_si128(_mm_or_si128(tab, lf), ctl);

	odd = _mm_or_si128(odd, _mm_cmpeq_epi8(v, _mm_set1_epi8(0x7F)));
	odd = _mm_or_si128(odd, _mm_cmpeq_epi8(v, _mm_set1_epi8('\\')));
	m->tab |= (uint64_t)(uint32_t)_mm_movemask_epi8(tab) << i;
	m->lf |= (uint64_t)(uint32_t)_mm_movemask_epi8(lf) << i;
	m->odd |= (uint64_t)(uint32_t)_mm_movemask_epi8(odd) << i;
	m->high |= (uint64_t)(uint32_t)_mm_movemask_epi8(v) << i;
}

INLINE void
masks_sse2(struct masks *m, const char *p)
{
	*m = (struct masks){ 0 };
	add_sse2(m, p, 0);
	add_sse2(m, p, 16);
	add_sse2(m, p, 32);
	add_sse2(m, p, 48);
}

HASWELL INLINE void
add_avx2(struct masks *m, const char *p, unsigned i)
{
	__m256i v = _mm256_loadu_si256((const __m256i *)(p + i));
	__m256i tab = _mm256_cmpeq_epi8(v, _mm256_set1_epi8('\t'));
	__m256i lf = _mm256_cmpeq_epi8(v, _mm256_set1_epi8('\n'));
	__m256i ctl = _mm256_cmpeq_epi8(_mm256_min_epu8(v,
	    _mm256_set1_epi8(0x1F)), v);
	__m256i odd = _mm256_andnot_si256(_mm256_or_si256(tab, lf), ctl);

	odd = _mm256_or_si256(odd, _mm256_cmpeq_epi8(v,
	    _mm256_set1_epi8(0x7F)));
	odd = _mm256_or_si256(odd, _mm256_cmpeq_epi8(v,
	    _mm256_set1_epi8('\\')));
	m->tab |= (uint64_t)(uint32_t)_mm256_movemask_epi8(tab) << i;
	m->lf |= (uint64_t)(uint32_t)_mm256_movemask_epi8(lf) << i;
	m->odd |= (uint64_t)(uint32_t)_mm256_movemask_epi8(odd) << i;
	m->high |= (uint64_t)(uint32_t)_mm256_movemask_epi8(v) << i;
}

HASWELL INLINE void
masks_avx2(struct masks *m, const char *p)
{
	*m = (struct masks){ 0 };
	add_avx2(m, p, 0);
	add_avx2(m, p, 32);
}
#endif

/* Bits in parallel (Hacker's Delight, 2nd ed., fig. 5-2): machines without an
 * instruction for it would call a function. */
INLINE unsigned
count_bits(uint64_t x)
{
	x -= x >> 1 & UINT64_C(0x5555555555555555);
	x = (x & UINT64_C(0x3333333333333333)) +
	    (x >> 2 & UINT64_C(0x3333333333333333));
	x = (x + (x >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
	return (unsigned)(x * UINT64_C(0x0101010101010101) >> 56);
}

/* Writes the place of the lowest set bit and takes it off. */
INLINE uint64_t
add_end(uint32_t *end, uint64_t bits, uint32_t base)
{
	/* ctz(0) is undefined; the | keeps it harmless. */
	*end = base + (uint32_t)__builtin_ctzll(bits | UINT64_C(1) << 63);
	return bits & (bits - 1);
}

/* Writes the places of the set bits.  Eight at a time without asking: most
 * blocks of 64 bytes hold fewer delimiters, and a loop that ends where the
 * data says costs a mispredicted branch per block. */
INLINE size_t
add_ends(uint32_t *ends, uint64_t bits, uint32_t base)
{
	size_t n = count_bits(bits);

	for (size_t done = 0; done < n; done += 8, ends += 8) {
		bits = add_end(ends, bits, base);
		bits = add_end(ends + 1, bits, base);
		bits = add_end(ends + 2, bits, base);
		bits = add_end(ends + 3, bits, base);
		bits = add_end(ends + 4, bits, base);
		bits = add_end(ends + 5, bits, base);
		bits = add_end(ends + 6, bits, base);
		bits = add_end(ends + 7, bits, base);
	}
	return n;
}

INLINE void
add_lines(struct scan *s, const struct masks *m)
{
	uint64_t both = m->tab | m->lf;

	for (uint64_t lf = m->lf; lf != 0; lf &= lf - 1) {
		uint64_t below = lf & -lf;

		s->lines[s->n_lines++] = (uint32_t)(s->n_ends +
		    count_bits(both & (below - 1)));
	}
}

/* The only legal odd character is a backslash before t n r or another. */
static size_t
check_odd(struct scan *s, const char *p, size_t base, uint64_t odd, size_t from)
{
	for (; odd != 0; odd &= odd - 1) {
		size_t at = base + (size_t)__builtin_ctzll(odd);

		if (at < from)
			continue;
		if (p[at] != '\\' || p[at + 1] == '\0' ||
		    strchr("tnr\\", p[at + 1]) == NULL) {
			s->suspect = true;
			return from;
		}
		from = at + 2;
	}
	return from;
}

static size_t
check_high(struct scan *s, const char *p, size_t len, size_t base,
    uint64_t high, size_t from)
{
	for (; high != 0; high &= high - 1) {
		size_t at = base + (size_t)__builtin_ctzll(high), n;

		if (at < from)
			continue;
		n = utf8_char(p + at, len - at);
		if (n == 0) {
			s->suspect = true;
			return from;
		}
		from = at + n;
	}
	return from;
}

INLINE void
scan(struct scan *s, const char *p, size_t len, masks_fn *masks)
{
	size_t escaped = 0, decoded = 0;	/* checked up to here */

	s->n_ends = s->n_lines = 0;
	s->suspect = false;
	for (size_t base = 0; base < len; base += 64) {
		struct masks m;

		masks(&m, p + base);
		if (len - base < 64) {
			uint64_t inside = (UINT64_C(1) << (len - base)) - 1;

			m.tab &= inside;
			m.lf &= inside;
			m.odd &= inside;
			m.high &= inside;
		}
		add_lines(s, &m);
		s->n_ends += add_ends(s->ends + s->n_ends, m.tab | m.lf,
		    (uint32_t)base);
		if (m.odd != 0)
			escaped = check_odd(s, p, base, m.odd, escaped);
		if (m.high != 0)
			decoded = check_high(s, p, len, base, m.high, decoded);
	}
}

static void
scan_portable(struct scan *s, const char *p, size_t len)
{
	scan(s, p, len, masks_portable);
}

#ifdef __x86_64__
static void
scan_sse2(struct scan *s, const char *p, size_t len)
{
	scan(s, p, len, masks_sse2);
}

HASWELL static void
scan_avx2(struct scan *s, const char *p, size_t len)
{
	scan(s, p, len, masks_avx2);
}
#endif

scan_fn *const *
scan_variants(void)
{
	static scan_fn *all[4];

	if (all[0] == NULL) {
		size_t n = 0;

#ifdef __x86_64__
		if (__builtin_cpu_supports("avx2") &&
		    __builtin_cpu_supports("bmi"))
			all[n++] = scan_avx2;
		all[n++] = scan_sse2;
#endif
		all[n] = scan_portable;
	}
	return all;
}

void
scan_block(struct scan *s, const char *p, size_t len)
{
	scan_variants()[0](s, p, len);
}
