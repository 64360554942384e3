package io.callstream.kafka.connect.twilio.api;

import io.callstream.kafka.connect.twilio.api.ApiSettings.ListFilters;
import io.callstream.kafka.connect.twilio.sync.model.CallFilter;
import io.callstream.kafka.connect.twilio.sync.model.CallsRequest;
import io.callstream.kafka.connect.twilio.sync.model.PageCursor;
import java.net.URI;
import java.util.Optional;
import okhttp3.HttpUrl;

/** The URLs of one account. Nothing but them is ever asked for: a credential stays on the configured host and path. */
final class CallsUrls {

    private static final String VERSION_PATH = "2010-04-01/Accounts/";
    private static final String PAGE_SIZE = "PageSize";

    private final String base;
    private final HttpUrl list;
    private final HttpUrl account;
    private final ListFilters filters;

    CallsUrls(URI baseUrl, String accountSid, ListFilters filters) {
        this.base = baseUrl.toString().replaceAll("/+$", "");
        HttpUrl root = HttpUrl.get(base + "/" + VERSION_PATH);
        this.list =
                root.newBuilder().addPathSegments(accountSid + "/Calls.json").build();
        this.account = root.newBuilder().addPathSegment(accountSid + ".json").build();
        this.filters = filters;
    }

    HttpUrl account() {
        return account;
    }

    /**
     * The URL of a request.
     *
     * @param maxPageSize rows that a page may have at present
     * @throws IllegalArgumentException if the request's cursor leads elsewhere than to this account's list
     */
    HttpUrl of(CallsRequest request, int maxPageSize) {
        if (request instanceof CallsRequest.FirstPage first) {
            return firstPage(first.filter(), Math.min(first.pageSize(), maxPageSize));
        }
        if (request instanceof CallsRequest.NextPage next) {
            return resolve(next.cursor())
                    .newBuilder()
                    .setQueryParameter(PAGE_SIZE, Integer.toString(Math.min(next.pageSize(), maxPageSize)))
                    .build();
        }
        String sid = ((CallsRequest.OneCall) request).callSid();
        return list.newBuilder()
                .setPathSegment(list.pathSize() - 1, "Calls")
                .addPathSegment(sid + ".json")
                .build();
    }

    private HttpUrl firstPage(CallFilter filter, int pageSize) {
        HttpUrl.Builder url = list.newBuilder();
        add(url, "To", filters.to());
        add(url, "From", filters.from());
        add(url, "Status", filter.status().or(filters::status));
        add(url, "ParentCallSid", filters.parentCallSid());
        add(url, "StartTime>", filter.startFrom());
        add(url, "StartTime<", filter.startBefore());
        return url.addQueryParameter(PAGE_SIZE, Integer.toString(pageSize)).build();
    }

    /** A cursor is a path: it is looked up on the configured host, and only if it is this account's list. */
    private HttpUrl resolve(PageCursor cursor) {
        HttpUrl url = cursor.uri().startsWith("/") ? HttpUrl.parse(base + cursor.uri()) : null;
        if (url == null
                || !url.host().equals(list.host())
                || url.port() != list.port()
                || !url.scheme().equals(list.scheme())
                || !url.username().isEmpty()
                || !url.encodedPath().equals(list.encodedPath())) {
            throw new IllegalArgumentException("the page cursor '" + cursor.uri() + "' does not lead to " + list);
        }
        return url;
    }

    private static void add(HttpUrl.Builder url, String name, Optional<?> value) {
        value.ifPresent(some -> url.addQueryParameter(name, some.toString()));
    }
}
