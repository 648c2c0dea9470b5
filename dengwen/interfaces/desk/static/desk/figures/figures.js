"use strict";
// Draws what the table says: in its order, in grey, with the numbers beside; overdue is the one colour.
(() => {
  const source = document.getElementById("figures-data");
  if (!source || !window.echarts) return;
  const data = JSON.parse(source.textContent);
  const months = data.kind === "months";
  const font = getComputedStyle(document.body).fontFamily;
  const count = data.numbers;
  const minus = (whole, part) => whole.map((value, place) => value - part[place]);
  const grey = { light: "#c3ccd0", dark: "#51626b", middle: "#8a989f", late: "#b3261e" };
  const hatch = { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [3, 3], rotation: -Math.PI / 4, color: "rgba(255,255,255,.65)" };

  const series = {
    stock: (words) => [
      { name: words.overdue, data: count.overdue, color: grey.late, stack: "open" },
      { name: words.open, data: minus(count.open, count.overdue), color: grey.light, stack: "open", says: (place) => `${count.overdue[place].toLocaleString("en")} / ${count.open[place].toLocaleString("en")}` },
    ],
    flow: (words) => [
      { name: words.received, data: count.received, color: grey.light },
      { name: words.closed, data: count.closed, color: grey.dark },
      { name: words.former, data: count.closed_former, color: grey.middle, hatched: true },
    ].filter((one) => one.data.some(Boolean) || one.name !== words.former),
  };

  function option(parts, wide) {
    const names = { type: "category", data: data.labels, axisTick: { show: false }, axisLabel: { color: "#16262e", fontFamily: font } };
    const values = { type: "value", minInterval: 1, splitNumber: wide ? 5 : 3, axisLabel: { show: wide || months, color: "#51626b" }, splitLine: { lineStyle: { color: "#e6ebed" } } };
    if (months) names.axisLabel.formatter = (text) => (text.endsWith("-01") || text === data.labels[0] ? text : text.slice(5));
    else Object.assign(names, { inverse: true }), Object.assign(names.axisLabel, { width: wide ? 150 : 110, overflow: "truncate", interval: 0 });
    return {
      animation: false, textStyle: { fontFamily: font }, aria: { enabled: false },
      grid: { left: 8, right: months ? 16 : 100, top: wide ? 32 : 52, bottom: 8, containLabel: true },
      legend: { top: 0, left: 0, itemWidth: 14, itemHeight: 10, textStyle: { color: "#16262e" } },
      xAxis: months ? names : values, yAxis: months ? values : names,
      series: parts.map((part) => ({
        type: "bar", name: part.name, data: part.data, stack: part.stack, barMaxWidth: 18,
        itemStyle: { color: part.color, decal: part.hatched ? hatch : { symbol: "none" } },
        label: {
          show: !months && (!part.stack || Boolean(part.says)), position: "right", color: "#16262e",
          formatter: (one) => (part.says ? part.says(one.dataIndex) : one.value ? one.value.toLocaleString("en") : ""),
        },
      })),
    };
  }

  for (const place of document.querySelectorAll("[data-chart]")) {
    const parts = series[place.dataset.chart](place.dataset);
    const bars = place.dataset.chart === "stock" ? 24 : 11 * parts.length + 9;
    place.style.height = `${months ? 260 : Math.max(120, 80 + bars * data.labels.length)}px`;
    const chart = window.echarts.init(place, null, { renderer: "svg" });
    chart.setOption(option(parts, place.clientWidth > 480));
    const fit = () => chart.resize();
    new ResizeObserver(fit).observe(place);
    window.addEventListener("beforeprint", fit);
  }

  const how = document.getElementById("how");
  const opens = () => { if (location.hash.startsWith("#how-")) { how.open = true; document.querySelector(location.hash)?.scrollIntoView(); } };
  window.addEventListener("hashchange", opens);
  opens();
})();
