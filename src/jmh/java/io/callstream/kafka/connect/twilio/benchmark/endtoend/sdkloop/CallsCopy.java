package io.callstream.kafka.connect.twilio.benchmark.endtoend.sdkloop;

import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Call;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Reads the whole list in the largest pages and sends each call. The producer has the settings of a worker's task. */
final class CallsCopy {

    private static final int LARGEST_PAGE = 1000;

    private final TwilioRestClient twilio;
    private final String bootstrapServers;
    private final String registryUrl;

    CallsCopy(TwilioRestClient twilio, String bootstrapServers, String registryUrl) {
        this.twilio = twilio;
        this.bootstrapServers = bootstrapServers;
        this.registryUrl = registryUrl;
    }

    void into(String topic) {
        CallSerializer calls = CallSerializer.registered(registryUrl, topic + "-value");
        try (KafkaProducer<String, io.callstream.twilio.Call> producer =
                new KafkaProducer<>(producerConfig(), new StringSerializer(), calls)) {
            for (Call call : Call.reader().pageSize(LARGEST_PAGE).read(twilio)) {
                producer.send(new ProducerRecord<>(topic, call.getSid(), CallMapping.of(call)), (metadata, error) -> {
                    if (error != null) {
                        error.printStackTrace();
                    }
                });
            }
        }
    }

    private Map<String, Object> producerConfig() {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ProducerConfig.ACKS_CONFIG, "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "false",
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1",
                ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.toString(Long.MAX_VALUE),
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.toString(Integer.MAX_VALUE));
    }
}
