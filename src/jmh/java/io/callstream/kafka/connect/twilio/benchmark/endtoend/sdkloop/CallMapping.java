package io.callstream.kafka.connect.twilio.benchmark.endtoend.sdkloop;

import com.twilio.rest.api.v2010.account.Call;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZonedDateTime;

/** Maps a call of the SDK to the connector's schema. */
final class CallMapping {

    private static final int PRICE_SCALE = 8;

    private CallMapping() {}

    static io.callstream.twilio.Call of(Call call) {
        io.callstream.twilio.Call mapped = new io.callstream.twilio.Call();
        mapped.setSid(call.getSid());
        mapped.setAccountSid(call.getAccountSid());
        mapped.setStatus(call.getStatus().toString());
        mapped.setDirection(call.getDirection());
        mapped.setFrom(call.getFrom());
        mapped.setFromFormatted(call.getFromFormatted());
        mapped.setTo(call.getTo());
        mapped.setToFormatted(call.getToFormatted());
        mapped.setForwardedFrom(orNull(call.getForwardedFrom()));
        mapped.setCallerName(orNull(call.getCallerName()));
        mapped.setAnsweredBy(call.getAnsweredBy());
        mapped.setParentCallSid(call.getParentCallSid());
        mapped.setGroupSid(call.getGroupSid());
        mapped.setPhoneNumberSid(orNull(call.getPhoneNumberSid()));
        mapped.setTrunkSid(orNull(call.getTrunkSid()));
        mapped.setApiVersion(call.getApiVersion());
        mapped.setPriceUnit(
                call.getPriceUnit() == null ? null : call.getPriceUnit().getCurrencyCode());
        mapped.setUri(call.getUri());
        mapped.setDateCreated(instant(call.getDateCreated()));
        mapped.setDateUpdated(instant(call.getDateUpdated()));
        mapped.setStartTime(instant(call.getStartTime()));
        mapped.setEndTime(instant(call.getEndTime()));
        mapped.setDuration(call.getDuration() == null ? null : Integer.valueOf(call.getDuration()));
        mapped.setQueueTime(call.getQueueTime() == null ? null : Long.valueOf(call.getQueueTime()));
        mapped.setPrice(call.getPrice() == null ? null : new BigDecimal(call.getPrice()).setScale(PRICE_SCALE));
        mapped.setSubresourceUris(call.getSubresourceUris());
        return mapped;
    }

    private static String orNull(String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private static Instant instant(ZonedDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
