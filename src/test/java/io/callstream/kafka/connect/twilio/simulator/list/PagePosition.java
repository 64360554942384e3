package io.callstream.kafka.connect.twilio.simulator.list;

import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * The start of a page: beside a row, not at a number, so that pages are stable while rows arrive.
 *
 * @param page number of the page, from 0; informative only
 * @param size requested rows
 * @param anchor the row beside which the page starts; empty for the first page
 */
public record PagePosition(int page, int size, Optional<Anchor> anchor) {

    /** The SID of a row next to the page, which is not on it. */
    public record Anchor(String sid, boolean pageFollows) {}

    private static final int DEFAULT_SIZE = 50;
    private static final int MAX_SIZE = 1000;
    private static final String AFTER = "PA";
    private static final String BEFORE = "PB";

    /** The first page. */
    public static PagePosition first(int size) {
        return new PagePosition(0, size, Optional.empty());
    }

    /** @throws BadParameterException where the API responds with 400 */
    public static PagePosition parse(HttpUrl url) {
        int size = number(url, "PageSize").orElse(DEFAULT_SIZE);
        if (size < 1 || size > MAX_SIZE) {
            throw new BadParameterException("PageSize must be between 1 and 1000");
        }
        int page = number(url, "Page").orElse(0);
        Optional<Anchor> anchor =
                Optional.ofNullable(url.queryParameter("PageToken")).map(PagePosition::anchor);
        if (anchor.isEmpty() && page > 0) {
            throw new BadParameterException("Page without PageToken");
        }
        return new PagePosition(page, size, anchor);
    }

    /** The page after a row. */
    public PagePosition after(String sid) {
        return new PagePosition(page + 1, size, Optional.of(new Anchor(sid, true)));
    }

    /** The page before a row. */
    public PagePosition before(String sid) {
        return new PagePosition(page - 1, size, Optional.of(new Anchor(sid, false)));
    }

    /** The path and query of this page, with the filters of another page of the list. */
    public String uri(HttpUrl url) {
        HttpUrl.Builder uri = url.newBuilder()
                .setQueryParameter("PageSize", Integer.toString(size))
                .setQueryParameter("Page", Integer.toString(page))
                .removeAllQueryParameters("PageToken");
        anchor.ifPresent(
                beside -> uri.addQueryParameter("PageToken", (beside.pageFollows() ? AFTER : BEFORE) + beside.sid()));
        HttpUrl built = uri.build();
        return built.encodedPath() + "?" + built.encodedQuery();
    }

    private static Anchor anchor(String token) {
        if (token.length() != 36 || !token.startsWith(AFTER) && !token.startsWith(BEFORE)) {
            throw new BadParameterException("Invalid PageToken");
        }
        return new Anchor(token.substring(2), token.startsWith(AFTER));
    }

    private static Optional<Integer> number(HttpUrl url, String parameter) {
        try {
            return Optional.ofNullable(url.queryParameter(parameter)).map(Integer::valueOf);
        } catch (NumberFormatException e) {
            throw new BadParameterException(parameter + " is not a number");
        }
    }
}
