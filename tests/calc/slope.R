# Least-squares slopes per 30 days of the series in slope.csv, for
# tests/unit/change.c.  Run in this folder:  Rscript slope.R
#
# lm() gives the slope; whole numbers give its sixth decimal, rounded half away
# from zero without a doubt: values are counted in hundredths, so that every
# product is below 2^53 and exact in a double.

input <- read.csv("slope.csv", colClasses = c("character", "Date", "numeric"))

exact <- function(t, y) {
	n <- length(t)
	over <- 30 * 1e4 * (n * sum(t * y) - sum(t) * sum(y))
	under <- n * sum(t^2) - sum(t)^2
	stopifnot(abs(over) < 2^53, under < 2^53)
	half_up <- abs(over) %/% under + (2 * (abs(over) %% under) >= under)
	sign(over) * half_up
}

slope <- function(d) {
	n <- nrow(d)
	if (n < 2)
		return(data.frame(series = d$series[1], n = n, slope_30d = ""))
	t <- as.numeric(d$date - min(d$date))
	millionths <- exact(t, round(d$value * 100))
	fitted <- 30 * unname(coef(lm(d$value ~ t))[2])
	stopifnot(abs(fitted * 1e6 - millionths) < 0.501)
	data.frame(series = d$series[1], n = n,
	    slope_30d = sprintf("%.6f", millionths / 1e6))
}

series <- factor(input$series, levels = unique(input$series))
result <- do.call(rbind, lapply(split(input, series), slope))
write.csv(result, "slope.expected.csv", row.names = FALSE, quote = FALSE)
