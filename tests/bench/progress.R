# progress in R's data.table: Rscript progress.R FILE THREADS
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

# Plain sums by group are what data.table is fastest at; first, previous and
# last follow from where the groups end in the sorted table.
d[, t := as.numeric(date - as.IDate("2022-01-01"))]
d[, `:=`(tt = t * t, tx = t * value)]
s <- d[, .(n = .N, st = sum(t), sx = sum(value), stt = sum(tt),
	stx = sum(tx)), by = key]
end <- cumsum(s$n)
start <- end - s$n + 1L
one <- s$n == 1L

s[, first_date := d$date[start]]
s[, last_date := d$date[end]]
s[, first := d$value[start]]
s[, previous := d$value[pmax(end - 1L, 1L)]]
s[, last := d$value[end]]
s[, change := round(last - first, 1)]
s[, change_last := round(last - previous, 1)]
s[, slope_30d := round(30 * (n * stx - st * sx) / (n * stt - st * st), 6)]
s[one, c("previous", "change", "change_last", "slope_30d") := NA]
fwrite(s[, c(key, "n", "first_date", "last_date", "first", "previous", "last",
	"change", "change_last", "slope_30d"), with = FALSE],
	sep = "\t", na = "", quote = FALSE, scipen = 999)
