package io.callstream.kafka.connect.twilio.api.http;

import static io.callstream.kafka.connect.twilio.api.json.Rows.ACCOUNT;
import static io.callstream.kafka.connect.twilio.api.json.Rows.LIST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.callstream.kafka.connect.twilio.api.ApiSettings.ListFilters;
import io.callstream.kafka.connect.twilio.call.CallFilter;
import io.callstream.kafka.connect.twilio.call.CallsRequest.FirstPage;
import io.callstream.kafka.connect.twilio.call.CallsRequest.NextPage;
import io.callstream.kafka.connect.twilio.call.CallsRequest.OneCall;
import io.callstream.kafka.connect.twilio.call.PageCursor;
import java.net.URI;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallsUrlsTest {

    private static final String HOST = "https://api.twilio.com";
    private static final LocalDate MAY = LocalDate.of(2024, 5, 1);
    private static final LocalDate JUNE = LocalDate.of(2024, 6, 1);

    private final CallsUrls urls = urls(HOST);

    @Test
    void requestsTheWholeListWithOnlyAPageSize() {
        assertThat(firstPage(CallFilter.NONE)).isEqualTo(HOST + LIST + "?PageSize=1000");
    }

    @Test
    void encodesDaysAsTwilioReadsThem() {
        assertThat(firstPage(CallFilter.started(Optional.of(MAY), JUNE)))
                .isEqualTo(HOST + LIST + "?StartTime%3E=2024-05-01&StartTime%3C=2024-06-01&PageSize=1000");
        assertThat(firstPage(CallFilter.started(Optional.empty(), JUNE)))
                .isEqualTo(HOST + LIST + "?StartTime%3C=2024-06-01&PageSize=1000");
    }

    @Test
    void addsTheUsersFiltersToEveryList() {
        ListFilters filters = new ListFilters(
                Optional.of("+14158675309"), Optional.of("client:a&b=c"), Optional.of("completed"), Optional.of("CA1"));
        CallsUrls filtered = new CallsUrls(URI.create(HOST), ACCOUNT, filters);

        var url = filtered.of(new FirstPage(CallFilter.started(Optional.of(MAY), JUNE), 1000), 1000);

        assertThat(url.queryParameter("To")).isEqualTo("+14158675309");
        assertThat(url.queryParameter("From")).isEqualTo("client:a&b=c");
        assertThat(url.queryParameter("Status")).isEqualTo("completed");
        assertThat(url.queryParameter("ParentCallSid")).isEqualTo("CA1");
        assertThat(url.queryParameter("StartTime>")).isEqualTo("2024-05-01");
        assertThat(url.queryParameter("StartTime<")).isEqualTo("2024-06-01");
        assertThat(url.encodedQuery()).contains("To=%2B14158675309", "From=client%3Aa%26b%3Dc");
    }

    @Test
    void prefersTheRequestsStatusToTheUsers() {
        ListFilters filters =
                new ListFilters(Optional.empty(), Optional.empty(), Optional.of("completed"), Optional.empty());
        CallsUrls filtered = new CallsUrls(URI.create(HOST), ACCOUNT, filters);

        var url = filtered.of(new FirstPage(CallFilter.status("in-progress"), 1000), 1000);

        assertThat(url.queryParameterValues("Status")).containsExactly("in-progress");
    }

    @Test
    void limitsThePageSizeToTheCurrentMaximum() {
        PageCursor cursor = new PageCursor(LIST + "?PageSize=1000&Page=1&PageToken=PACA1");

        assertThat(urls.of(new FirstPage(CallFilter.NONE, 1000), 250).queryParameter("PageSize"))
                .isEqualTo("250");
        assertThat(urls.of(new FirstPage(CallFilter.NONE, 50), 250).queryParameter("PageSize"))
                .isEqualTo("50");
        assertThat(urls.of(new NextPage(cursor, 1000), 250).queryParameter("PageSize"))
                .isEqualTo("250");
        assertThat(urls.of(new NextPage(cursor, 50), 250).queryParameter("PageSize"))
                .isEqualTo("50");
    }

    @Test
    void changesNothingInACursorButItsPageSize() {
        String query = "StartTime%3E=2024-05-01&To=%2B14158675309&Page=1&PageToken=PACA1%2F%3D";

        var url = urls.of(new NextPage(new PageCursor(LIST + "?" + query + "&PageSize=1000"), 250), 1000);

        assertThat(url).hasToString(HOST + LIST + "?" + query + "&PageSize=250");
    }

    @Test
    void setsExactlyOnePageSizeInACursor() {
        assertThat(urls.of(new NextPage(new PageCursor(LIST + "?PageSize=1&Page=1&PageSize=2"), 250), 1000))
                .hasToString(HOST + LIST + "?Page=1&PageSize=250");
        assertThat(urls.of(new NextPage(new PageCursor(LIST), 250), 1000)).hasToString(HOST + LIST + "?PageSize=250");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "?Page=1",
                "next",
                "2010-04-01/Accounts/@A/Calls.json?Page=1",
                "https://evil.example/2010-04-01/Accounts/@A/Calls.json?Page=1",
                "https://api.twilio.com/2010-04-01/Accounts/@A/Calls.json?Page=1",
                "http://api.twilio.com/2010-04-01/Accounts/@A/Calls.json?Page=1",
                "//evil.example/2010-04-01/Accounts/@A/Calls.json?Page=1",
                "/\\evil.example/2010-04-01/Accounts/@A/Calls.json?Page=1",
                "\\\\evil.example/2010-04-01/Accounts/@A/Calls.json?Page=1",
                ".evil.example/2010-04-01/Accounts/@A/Calls.json?Page=1",
                "@evil.example/2010-04-01/Accounts/@A/Calls.json?Page=1",
                ":pass@evil.example/2010-04-01/Accounts/@A/Calls.json?Page=1",
                ":8443/2010-04-01/Accounts/@A/Calls.json?Page=1",
                "https://user:pass@api.twilio.com/2010-04-01/Accounts/@A/Calls.json?Page=1",
                "/@evil.example/2010-04-01/Accounts/@A/Calls.json?Page=1",
                "/2010-04-01/Accounts/AC00000000000000000000000000000000/Calls.json?Page=1",
                "/2010-04-01/Accounts/@A/../AC00000000000000000000000000000000/Calls.json?Page=1",
                "/2010-04-01/Accounts/@A/%2e%2e/AC00000000000000000000000000000000/Calls.json?Page=1",
                "/2010-04-01/Accounts/@A/Messages.json?Page=1",
                "/2010-04-01/Accounts/@A/Calls/CA1.json",
                "/2010-04-01/Accounts/@A/Calls.json/",
                "/2010-04-01/Accounts/@A/Calls.csv",
                "/2010-04-01/Accounts/@A.json",
                "/2008-08-01/Accounts/@A/Calls.json",
                "/prefix/2010-04-01/Accounts/@A/Calls.json",
                "/",
            })
    void rejectsACursorToAnotherUrl(String cursor) {
        String uri = cursor.replace("@A/", ACCOUNT + "/").replace("@A.", ACCOUNT + ".");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> urls.of(new NextPage(new PageCursor(uri), 50), 1000))
                .withMessageContaining("page cursor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://gateway.example:8443/twilio/v1", "https://gateway.example:8443/twilio/v1/"})
    void putsEveryUrlUnderTheBasePath(String base) {
        CallsUrls gateway = urls(base);
        String prefix = "https://gateway.example:8443/twilio/v1";

        assertThat(gateway.account()).hasToString(prefix + "/2010-04-01/Accounts/" + ACCOUNT + ".json");
        assertThat(gateway.of(new FirstPage(CallFilter.NONE, 50), 1000)).hasToString(prefix + LIST + "?PageSize=50");
        assertThat(gateway.of(new NextPage(new PageCursor(LIST + "?Page=1"), 50), 1000))
                .hasToString(prefix + LIST + "?Page=1&PageSize=50");
        assertThat(gateway.of(new OneCall("CA1"), 1000)).hasToString(prefix + LIST.replace(".json", "/CA1.json"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> gateway.of(new NextPage(new PageCursor("/../.." + LIST), 50), 1000));
    }

    @Test
    void buildsTheUrlsOfACallAndOfTheAccount() {
        assertThat(urls.of(new OneCall("CA1"), 1000)).hasToString(HOST + LIST.replace(".json", "/CA1.json"));
        assertThat(urls.account()).hasToString(HOST + "/2010-04-01/Accounts/" + ACCOUNT + ".json");
    }

    @Test
    void keepsAHostileSidInItsPathSegment() {
        assertThat(urls.of(new OneCall("../../Messages/MM1"), 1000).encodedPath())
                .startsWith(LIST.replace(".json", "/"))
                .doesNotContain("/../");
    }

    private String firstPage(CallFilter filter) {
        return urls.of(new FirstPage(filter, 1000), 1000).toString();
    }

    private static CallsUrls urls(String base) {
        return new CallsUrls(URI.create(base), ACCOUNT, ListFilters.NONE);
    }
}
