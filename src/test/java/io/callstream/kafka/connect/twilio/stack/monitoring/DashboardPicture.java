package io.callstream.kafka.connect.twilio.stack.monitoring;

import io.callstream.kafka.connect.twilio.stack.monitoring.Dashboard.Panel;
import io.callstream.kafka.connect.twilio.stack.monitoring.Dashboard.Target;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGGraphics2DIOException;
import org.apache.batik.svggen.SVGSyntax;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.w3c.dom.Document;

/** Draws a dashboard from Prometheus's values. */
public final class DashboardPicture {

    private static final int COLUMN = 56;
    private static final int ROW = 32;
    private static final Font TITLE = new Font("sans-serif", Font.BOLD, 13);
    private static final Font SMALL = new Font("sans-serif", Font.PLAIN, 11);
    private static final Color[] COLORS = {new Color(0x2b6cb0), new Color(0xc05621), new Color(0x2f855a)};
    private static final Duration STEP = Duration.ofSeconds(1);

    private final Prometheus prometheus;
    private final Map<String, String> names;
    private final Instant from;
    private final Instant to;

    /**
     * @param names replacements of label values in the legend
     */
    public DashboardPicture(Prometheus prometheus, Map<String, String> names, Instant from, Instant to) {
        this.prometheus = prometheus;
        this.names = names;
        this.from = from;
        this.to = to;
    }

    /**
     * Draws all panels at their positions.
     *
     * @param rateInterval period over which rates are taken
     * @param file to write, as SVG
     */
    public void draw(Dashboard dashboard, String rateInterval, Path file) {
        SVGGraphics2D graphics = new SVGGraphics2D(emptySvg());
        Rectangle2D all = new Rectangle2D.Double();
        for (Panel panel : dashboard.panels()) {
            Rectangle2D area = new Rectangle2D.Double(
                    panel.place().x() * COLUMN,
                    panel.place().y() * ROW,
                    panel.place().width() * COLUMN,
                    panel.place().height() * ROW);
            chart(panel, rateInterval).draw(graphics, area);
            all.add(area);
        }
        graphics.setSVGCanvasSize(new Dimension((int) all.getMaxX(), (int) all.getMaxY()));
        try {
            graphics.stream(file.toString());
        } catch (SVGGraphics2DIOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Document emptySvg() {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(SVGSyntax.SVG_NAMESPACE_URI, SVGSyntax.SVG_SVG_TAG, null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK has no XML", e);
        }
    }

    private JFreeChart chart(Panel panel, String rateInterval) {
        XYSeriesCollection lines = new XYSeriesCollection();
        for (Target target : panel.targets()) {
            prometheus
                    .values(target.forAll(rateInterval), from, to, STEP)
                    .forEach(series -> lines.addSeries(line(target, series)));
        }
        JFreeChart chart = ChartFactory.createXYLineChart(panel.title(), "seconds since the start", unit(panel), lines);
        chart.setBackgroundPaint(Color.WHITE);
        chart.getTitle().setFont(TITLE);
        chart.getLegend().setFrame(BlockBorder.NONE);
        chart.getLegend().setItemFont(SMALL);
        style(chart.getXYPlot(), lines.getSeriesCount());
        // the same range for all panels, so that simultaneous changes are in one vertical line
        chart.getXYPlot().getDomainAxis().setRange(0, Duration.between(from, to).toSeconds());
        return chart;
    }

    private static void style(XYPlot plot, int lines) {
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlineVisible(false);
        plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
        plot.setDomainGridlinesVisible(false);
        plot.getDomainAxis().setTickLabelFont(SMALL);
        plot.getDomainAxis().setLabelFont(SMALL);
        plot.getRangeAxis().setTickLabelFont(SMALL);
        plot.getRangeAxis().setLabelFont(SMALL);
        plot.getRangeAxis().setLowerBound(0);
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setDrawSeriesLineAsPath(true);
        for (int line = 0; line < lines; line++) {
            renderer.setSeriesPaint(line, COLORS[line % COLORS.length]);
            renderer.setSeriesStroke(line, new BasicStroke(1.5f));
        }
        plot.setRenderer(renderer);
    }

    private XYSeries line(Target target, Prometheus.Series series) {
        XYSeries line = new XYSeries(legend(target, series));
        series.values()
                .forEach((time, value) -> line.add(Duration.between(from, time).toMillis() / 1000.0, value));
        return line;
    }

    private String legend(Target target, Prometheus.Series series) {
        String legend = target.legend();
        for (Map.Entry<String, String> label : series.labels().entrySet()) {
            legend = legend.replace(
                    "{{" + label.getKey() + "}}", names.getOrDefault(label.getValue(), label.getValue()));
        }
        return legend;
    }

    /** Grafana's abbreviations, spelled out. */
    private static String unit(Panel panel) {
        return switch (panel.unit()) {
            case "none" -> "";
            case "cps", "reqps" -> "per second";
            case "s" -> "seconds";
            default -> panel.unit();
        };
    }
}
