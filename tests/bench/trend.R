# trend in R's data.table: Rscript trend.R FILE THREADS
# Least squares from sums by group, Sen's slope and Mann-Kendall's S from all
# pairs of a series: no R function is called once a series.
suppressPackageStartupMessages(library(data.table))

args <- commandArgs(trailingOnly = TRUE)
setDTthreads(as.integer(args[2]))

key <- c("case_id", "scale", "item", "subject", "goal_id", "rater", "stage",
	"context")
d <- fread(args[1], sep = "\t", quote = "", na.strings = "",
	select = c(key, "date", "value"),
	colClasses = list(character = key, IDate = "date", double = "value"))
d <- d[!is.na(value)]
setorderv(d, c(key, "date"))
d[, id := .GRP, by = key]
d[, t := as.numeric(date - as.IDate("2022-01-01"))]
d[, `:=`(tt = t * t, tx = t * value, xx = value * value)]
s <- d[, .(n = .N, st = sum(t), sx = sum(value), stt = sum(tt),
	stx = sum(tx), sxx = sum(xx)), by = c("id", key)]
s[, a := n * stt - st^2]
s[, b := n * stx - st * sx]
s[, c := n * sxx - sx^2]
s[, slope := b / a]
s[n > 2, se := sqrt(pmax(a * c - b^2, 0) / (n - 2)) / a]
s[n > 2, `:=`(low = slope - qt(0.975, n - 2) * se,
	high = slope + qt(0.975, n - 2) * se)]

# Pairs: each point with those behind it, as many as there are.
d[, at := seq_len(.N)]
d[s, on = "id", `:=`(end = i.n)]
d[, last := at[1L] + end - 1L, by = id]
behind <- d$last - d$at
i <- rep.int(d$at, behind)
j <- i + sequence(behind)
slopes <- data.table(id = d$id[i], rise = d$value[j] - d$value[i],
	run = d$t[j] - d$t[i])
slopes[, one := rise / run]
m <- slopes[, .(s = sum(sign(rise)), sen = median(one)), by = id]
ties <- d[, .(k = .N), by = .(id, value)][k > 1L,
	.(t = sum(k * (k - 1) * (2 * k + 5))), by = id]
s[m, on = "id", `:=`(mk_s = i.s, sen = i.sen)]
s[, tied := 0]
s[ties, on = "id", tied := i.t]
s[, var := (n * (n - 1) * (2 * n + 5) - tied) / 18]
s[, z := (mk_s - sign(mk_s)) / sqrt(var)]
s[, p := 2 * pnorm(-abs(z))]
# The ends of Sen's interval: slopes by rank.
setorder(slopes, id, one)
s[, pairs := n * (n - 1) / 2]
s[, first := cumsum(pairs) - pairs]
s[, low_at := pmin(pmax(round((pairs - qnorm(0.975) * sqrt(var)) / 2), 1),
	pairs)]
s[, high_at := pmin(pmax(round((pairs + qnorm(0.975) * sqrt(var)) / 2 + 1),
	1), pairs)]
s[n > 2, `:=`(sen_low = slopes$one[first + low_at], sen_high =
	slopes$one[first + high_at])]
fwrite(s[, c(key, "n", "slope", "se", "low", "high", "sen", "sen_low",
	"sen_high", "mk_s", "var", "z", "p"), with = FALSE],
	sep = "\t", na = "", quote = FALSE, scipen = 999)
