# phases in R's data.table: Rscript phases.R FILE THREADS
# Before against during, all pairs of a series: n, means, NAP and its error,
# tau, Tau-U, PND, PEM, SMD, LRR.  PAND and IRD, which ask for a search in each
# series, are left out, and the scales are taken to be better upwards.
suppressPackageStartupMessages(library(data.table))

args <- commandArgs(trailingOnly = TRUE)
setDTthreads(as.integer(args[2]))

key <- c("case_id", "scale", "item", "subject", "goal_id", "rater", "stage",
	"context")
d <- fread(args[1], sep = "\t", quote = "", na.strings = "",
	select = c(key, "date", "phase", "value"),
	colClasses = list(character = c(key, "phase"), IDate = "date",
	double = "value"))
d <- d[!is.na(value)]
setorderv(d, c(key, "date"))
d[, id := .GRP, by = key]
a <- d[phase == "before", .(id, x = value)]
b <- d[phase == "during", .(id, y = value)]
a[, i := seq_len(.N)]
b[, j := seq_len(.N)]
sa <- a[, .(m = .N, mean_a = mean(x), sd_a = sd(x), best = max(x),
	mid = median(x)), by = id]
sb <- b[, .(n = .N, mean_b = mean(y), sd_b = sd(y)), by = id]
s <- merge(sa, sb, by = "id")
b <- b[s, on = "id", nomatch = NULL]
s[b[, .(pnd = mean(y > best), pem = mean((y > mid) + (y == mid) / 2)),
	by = id], on = "id", `:=`(pnd = i.pnd, pem = i.pem)]
p <- merge(a, b[, .(id, y, j)], by = "id", allow.cartesian = TRUE)
p[, q := (y > x) + (y == x) / 2]
s[p[, .(nap = mean(q), x2 = mean(q^2)), by = id], on = "id",
	`:=`(nap = i.nap, x2 = i.x2)]
s[p[, .(q = mean(q)), by = .(id, i)][, .(q1 = mean(q^2)), by = id], on = "id",
	q1 := i.q1]
s[p[, .(q = mean(q)), by = .(id, j)][, .(q2 = mean(q^2)), by = id], on = "id",
	q2 := i.q2]
s[, k := pmin(pmax(nap, 1 / (2 * m * n)), 1 - 1 / (2 * m * n))]
s[, nap_se := sqrt((k * (1 - k) + n * (q1 - nap^2) + m * (q2 - nap^2) -
	2 * (x2 - nap^2)) / ((m - 1) * (n - 1)))]
s[, tau := 2 * nap - 1]
pa <- merge(a, a[, .(id, x2 = x, i2 = i)], by = "id",
	allow.cartesian = TRUE)[i < i2]
s[, s_a := 0]
s[pa[, .(s = sum(sign(x2 - x))), by = id], on = "id", s_a := i.s]
s[, tau_u := tau - s_a / (m * n)]
s[, smd := (mean_b - mean_a) / sd_a * (1 - 3 / (4 * (m - 1) - 1))]
s[, lrr := log(mean_b / mean_a) + sd_b^2 / (2 * n * mean_b^2) -
	sd_a^2 / (2 * m * mean_a^2)]
s <- merge(unique(d[, c("id", key), with = FALSE]), s, by = "id", all.x = TRUE)
fwrite(s[, c(key, "m", "n", "mean_a", "mean_b", "nap", "nap_se", "tau",
	"tau_u", "pnd", "pem", "smd", "lrr"), with = FALSE],
	sep = "\t", na = "", quote = FALSE, scipen = 999)
