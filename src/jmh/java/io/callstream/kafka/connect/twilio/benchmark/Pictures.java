package io.callstream.kafka.connect.twilio.benchmark;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGGraphics2DIOException;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.data.category.DefaultCategoryDataset;

/** Draws the results, as SVG beside them. */
final class Pictures {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 340;
    private static final Font TITLE = new Font("sans-serif", Font.BOLD, 14);
    private static final Font SMALL = new Font("sans-serif", Font.PLAIN, 12);
    private static final List<Color> COLORS =
            List.of(new Color(0x2b6cb0), new Color(0xa0aec0), new Color(0xc05621), new Color(0x2f855a));

    private Pictures() {}

    static void draw(Found found, Path directory) {
        write(speed(found), directory.resolve("end-to-end.svg"));
        write(rows(found), directory.resolve("following.svg"));
        write(steps(found), directory.resolve("steps.svg"));
    }

    private static JFreeChart speed(Found found) {
        DefaultCategoryDataset bars = new DefaultCategoryDataset();
        for (String latency : List.of("0", "100")) {
            String prefix = "end-to-end:latency_" + latency + ".";
            String group = latency + " ms a page";
            add(bars, found, prefix + "connector.records_per_s", "this connector", group);
            add(bars, found, prefix + "ceiling.records_per_s", "ceiling: records from memory", group);
            add(bars, found, prefix + "sdk_loop.records_per_s", "a loop on Twilio's SDK", group);
        }
        return chart("Backfill, end to end", "records a second", bars, false);
    }

    private static JFreeChart rows(Found found) {
        DefaultCategoryDataset bars = new DefaultCategoryDataset();
        for (int size : new int[] {1000, 100_000, 1_000_000}) {
            String prefix = "following:" + size + ".";
            String group = "%,d calls a day".formatted(size);
            add(bars, found, prefix + "rows_per_call", "this connector", group);
            add(bars, found, prefix + "baseline.oracle.rows_per_call", "an oracle: each change once", group);
            add(bars, found, prefix + "baseline.two_days.rows_per_call", "yesterday and today at every poll", group);
            add(bars, found, prefix + "baseline.lookback.rows_per_call", "14 days at every poll", group);
        }
        return chart("Rows read of a call in its life", "rows, on a logarithmic scale", bars, true);
    }

    private static JFreeChart steps(Found found) {
        DefaultCategoryDataset bars = new DefaultCategoryDataset();
        for (String step : List.of("scanTokens", "parse", "fingerprint", "map", "parseAndMap")) {
            add(bars, found, "micro:Page." + step + ".ns", "a row", step);
        }
        return chart("From bytes to records, step by step", "nanoseconds a row", bars, false);
    }

    private static void add(DefaultCategoryDataset bars, Found found, String figure, String series, String group) {
        found.median(figure).ifPresent(value -> bars.addValue(value, series, group));
    }

    private static JFreeChart chart(String title, String unit, DefaultCategoryDataset bars, boolean logarithmic) {
        JFreeChart chart = ChartFactory.createBarChart(title, null, unit, bars);
        chart.setBackgroundPaint(Color.WHITE);
        chart.getTitle().setFont(TITLE);
        chart.getLegend().setItemFont(SMALL);
        chart.getLegend().setFrame(BlockBorder.NONE);
        CategoryPlot plot = chart.getCategoryPlot();
        plot.setBackgroundPaint(Color.WHITE);
        plot.setRangeGridlinePaint(new Color(0xe2e8f0));
        plot.setOutlineVisible(false);
        if (logarithmic) {
            LogAxis axis = new LogAxis(unit);
            axis.setSmallestValue(1);
            plot.setRangeAxis(axis);
        }
        plot.getRangeAxis().setLabelFont(SMALL);
        plot.getDomainAxis().setTickLabelFont(SMALL);
        BarRenderer renderer = (BarRenderer) plot.getRenderer();
        renderer.setBarPainter(new StandardBarPainter());
        renderer.setShadowVisible(false);
        renderer.setItemMargin(0.05);
        for (int series = 0; series < bars.getRowCount(); series++) {
            renderer.setSeriesPaint(series, COLORS.get(series % COLORS.size()));
        }
        return chart;
    }

    private static void write(JFreeChart chart, Path file) {
        try {
            SVGGraphics2D graphics = new SVGGraphics2D(DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument("http://www.w3.org/2000/svg", "svg", null));
            chart.draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
            graphics.setSVGCanvasSize(new Dimension(WIDTH, HEIGHT));
            graphics.stream(file.toString());
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("every Java platform has a DOM", e);
        } catch (SVGGraphics2DIOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
