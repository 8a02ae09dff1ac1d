#include "table/scan.h"

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "base/utf8.h"

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

#ifdef __SSE2__
static void
masks_sse2(struct masks *m, const char *p)
{
	const __m128i tab = _mm_set1_epi8('\t'), lf = _mm_set1_epi8('\n');
	const __m128i del = _mm_set1_epi8(0x7F), low = _mm_set1_epi8(0x1F);
	const __m128i backslash = _mm_set1_epi8('\\');

	*m = (struct masks){ 0 };
	for (unsigned i = 0; i < 64; i += 16) {
		__m128i v = _mm_loadu_si128((const __m128i *)(p + i));
		__m128i is_tab = _mm_cmpeq_epi8(v, tab);
		__m128i is_lf = _mm_cmpeq_epi8(v, lf);
		__m128i ctl = _mm_cmpeq_epi8(_mm_min_epu8(v, low), v);
		__m128i odd = _mm_andnot_si128(_mm_or_si128(is_tab, is_lf),
		    ctl);

		odd = _mm_or_si128(odd, _mm_cmpeq_epi8(v, del));
		odd = _mm_or_si128(odd, _mm_cmpeq_epi8(v, backslash));
		m->tab |= (uint64_t)(uint32_t)_mm_movemask_epi8(is_tab) << i;
		m->lf |= (uint64_t)(uint32_t)_mm_movemask_epi8(is_lf) << i;
		m->odd |= (uint64_t)(uint32_t)_mm_movemask_epi8(odd) << i;
		m->high |= (uint64_t)(uint32_t)_mm_movemask_epi8(v) << i;
	}
}
#endif

/* Bits in parallel (Hacker's Delight, 2nd ed., fig. 5-2): machines without an
 * instruction for it would call a function. */
static inline unsigned
count_bits(uint64_t x)
{
	x -= x >> 1 & UINT64_C(0x5555555555555555);
	x = (x & UINT64_C(0x3333333333333333)) +
	    (x >> 2 & UINT64_C(0x3333333333333333));
	x = (x + (x >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
	return (unsigned)(x * UINT64_C(0x0101010101010101) >> 56);
}

/* Writes the places of the set bits.  Eight at a time without asking: most
 * blocks of 64 bytes hold fewer delimiters, and a loop that ends where the
 * data says costs a mispredicted branch per block. */
static size_t
add_ends(uint32_t *ends, uint64_t bits, uint32_t base)
{
	size_t n = count_bits(bits);

	for (size_t done = 0; done < n; done += 8)
		for (size_t i = 0; i < 8; i++) {
			/* ctz(0) is undefined; the | keeps it harmless. */
			ends[done + i] = base + (uint32_t)__builtin_ctzll(
			    bits | UINT64_C(1) << 63);
			bits &= bits - 1;
		}
	return n;
}

static void
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

static inline void
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

void
scan_block_portable(struct scan *s, const char *p, size_t len)
{
	scan(s, p, len, masks_portable);
}

void
scan_block(struct scan *s, const char *p, size_t len)
{
#ifdef __SSE2__
	scan(s, p, len, masks_sse2);
#else
	scan(s, p, len, masks_portable);
#endif
}
