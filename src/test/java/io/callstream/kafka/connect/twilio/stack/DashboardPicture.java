package io.callstream.kafka.connect.twilio.stack;

import de.erichseifert.vectorgraphics2d.Document;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.intermediate.CommandSequence;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import io.callstream.kafka.connect.twilio.stack.Dashboard.Panel;
import io.callstream.kafka.connect.twilio.stack.Dashboard.Target;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** What a dashboard shows, drawn from what Prometheus has measured. */
public final class DashboardPicture {

    private static final int COLUMN = 20;
    private static final int ROW = 32;
    private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 13);
    private static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 10);
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final int LEGEND = 24;

    private final Prometheus prometheus;
    private final Map<String, String> names;
    private final Instant from;
    private final Instant to;

    /**
     * @param names what stands in the legend instead of a label's value
     */
    public DashboardPicture(Prometheus prometheus, Map<String, String> names, Instant from, Instant to) {
        this.prometheus = prometheus;
        this.names = names;
        this.from = from;
        this.to = to;
    }

    /**
     * Draws all panels where they stand.
     *
     * @param rateInterval period over which rates are taken
     * @param file takes the picture, as SVG
     */
    public void draw(Dashboard dashboard, String rateInterval, Path file) {
        VectorGraphics2D graphics = new VectorGraphics2D();
        int width = 0;
        int height = 0;
        for (Panel panel : dashboard.panels()) {
            int x = panel.place().x() * COLUMN;
            int y = panel.place().y() * ROW;
            graphics.translate(x, y);
            chart(panel, rateInterval)
                    .paint(
                            graphics,
                            panel.place().width() * COLUMN,
                            panel.place().height() * ROW);
            graphics.translate(-x, -y);
            width = Math.max(width, x + panel.place().width() * COLUMN);
            height = Math.max(height, y + panel.place().height() * ROW);
        }
        CommandSequence commands = graphics.getCommands();
        Document document = new SVGProcessor().getDocument(commands, new PageSize(width, height));
        try (OutputStream out = Files.newOutputStream(file)) {
            document.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private XYChart chart(Panel panel, String rateInterval) {
        XYChart chart = new XYChartBuilder()
                .width(panel.place().width() * COLUMN)
                .height(panel.place().height() * ROW)
                .title(panel.title())
                .build();
        chart.getStyler()
                .setLegendPosition(Styler.LegendPosition.OutsideS)
                .setLegendLayout(Styler.LegendLayout.Horizontal)
                .setLegendFont(SMALL)
                .setLegendBorderColor(Color.WHITE)
                .setLegendPadding(4)
                .setChartTitleFont(TITLE)
                .setChartBackgroundColor(Color.WHITE)
                .setPlotBorderVisible(false);
        chart.getStyler()
                .setAxisTickLabelsFont(SMALL)
                .setAxisTitleFont(SMALL)
                .setPlotGridLinesColor(new Color(0xdddddd))
                .setYAxisMin(0.0);
        chart.setXAxisTitle("seconds");
        chart.setYAxisTitle(panel.unit().equals("none") ? "" : panel.unit());
        for (Target target : panel.targets()) {
            for (Prometheus.Series series : prometheus.values(target.forAll(rateInterval), from, to, STEP)) {
                add(chart, legend(target, series), series);
            }
        }
        return chart;
    }

    private void add(XYChart chart, String legend, Prometheus.Series series) {
        List<Instant> times = List.copyOf(series.values().keySet());
        if (chart.getSeriesMap().containsKey(legend)) {
            return;
        }
        chart.addSeries(
                        legend,
                        times.stream()
                                .mapToDouble(
                                        time -> Duration.between(from, time).toSeconds())
                                .toArray(),
                        series.values().values().stream()
                                .mapToDouble(Double::doubleValue)
                                .toArray())
                .setMarker(SeriesMarkers.NONE);
    }

    private String legend(Target target, Prometheus.Series series) {
        String legend = target.legend();
        for (Map.Entry<String, String> label : series.labels().entrySet()) {
            legend = legend.replace(
                    "{{" + label.getKey() + "}}", names.getOrDefault(label.getValue(), label.getValue()));
        }
        return legend.length() <= LEGEND ? legend : legend.substring(0, LEGEND) + "…";
    }
}
