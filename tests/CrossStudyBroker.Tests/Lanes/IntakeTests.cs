using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CrossStudyBroker.Broker;
using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Lanes;
using CrossStudyBroker.Broker.Links;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Transport;
using CrossStudyBroker.Broker.Vault;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Tests.Adapters;
using CrossStudyBroker.Tests.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static CrossStudyBroker.Contracts.Problems.ProblemCodes;

namespace CrossStudyBroker.Tests.Lanes;

/// <summary>What the broker records of one institution's messages, and in how many round trips. Nobody's queue is connected.</summary>
public sealed class IntakeTests : IAsyncDisposable
{
    private readonly RecordingStore _store = new();
    private readonly ServiceProvider _services;

    public IntakeTests() => _services = new ServiceCollection()
        .AddLogging()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Directory:Folder"] = Repository.PathOf("deploy/directory") })
            .Build())
        .AddSingleton(ConnectionWays.Any)
        .AddSingleton(new StoreOptions())
        .AddSingleton<ITrackerStore>(_store)
        .AddVault(() => new EnvironmentKeyRing($"{KeyRing.NewKey()} {KeyRing.NewKey()}"))
        .AddSingleton<TimeProvider>(new ManualClock(new DateTimeOffset(2026, 1, 12, 6, 30, 0, TimeSpan.Zero)))
        .AddTransport(new TransportOptions())
        .AddBroker()
        .BuildServiceProvider();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task A_dry_run_says_who_would_receive_it_and_nothing_comes_true_R7()
    {
        var answer = Assert.Single(await TakeAsync("10056", Message("offering.published/dry-run")));
        Assert.Equal((MessageOutcome.DryRun, DryRun), (answer.Outcome, answer.Problems.Single().Code));
        Assert.Equal(["10065", "10066"], answer.Deliveries.Select(delivery => delivery.Recipient));

        var record = Assert.Single(_store.Messages);
        Assert.Equal((MessageOutcome.DryRun, 0, 0), (record.Outcome, record.Offerings.Count, record.Links.Count));
        Assert.Empty(_store.Changes); // neither published nor parked
    }

    [Fact]
    public async Task A_dry_run_of_a_withdrawal_leaves_the_offering_as_it_was_R7()
    {
        await TakeAsync("10056", Message("offering.published/minimal"));
        var answer = Assert.Single(await TakeAsync("10056", Message("offering.withdrawn/minimal", ("data/items/0/id", "CU-300"), ("dryrun", true))));
        Assert.Equal(["10065", "10066"], answer.Deliveries.Select(delivery => delivery.Recipient));
        Assert.Empty(_store.Calls[^1][0].Offerings);
    }

    [Fact]
    public async Task A_repeated_dry_run_is_answered_as_the_first_time_R7()
    {
        var first = Assert.Single(await TakeAsync("10056", Message("offering.published/dry-run")));
        var again = Assert.Single(await TakeAsync("10056", Message("offering.published/dry-run")));
        Assert.Equal((RecordKind.Repeat, MessageOutcome.DryRun), (again.Kind, again.Outcome));
        Assert.Equal(first.Deliveries, again.Deliveries);
    }

    [Fact]
    public async Task Bad_input_neither_stops_nor_delays_the_good_around_it()
    {
        var answers = await TakeAsync("10065", Encoding.UTF8.GetBytes("{"), Enrolment(1), Message("personal-data.changed/full"), Enrolment(2), []);
        Assert.Equal([MalformedJson, null, SourceMismatch, null, MalformedJson], answers.Select(answer => answer.Problems.FirstOrDefault()?.Code));
        Assert.Equal([MessageOutcome.Refused, MessageOutcome.Accepted, MessageOutcome.Refused, MessageOutcome.Accepted, MessageOutcome.Refused], answers.Select(answer => answer.Outcome));
        Assert.Single(_store.Calls);
    }

    [Fact]
    public async Task A_message_that_the_broker_fails_on_is_refused_as_the_brokers_fault_and_stops_no_other()
    {
        var answers = await TakeAsync(With(new StudentHasher(key: null!)), "10065", Enrolment(1), Message("offering.published/minimal", ("source", "/institutions/10065"))); // it fails where there is a student
        Assert.Equal([(MessageOutcome.Refused, BrokerError), (MessageOutcome.Accepted, null)], answers.Select(answer => (answer.Outcome, answer.Problems.FirstOrDefault()?.Code)));
        Assert.Equal("e-1", answers[0].MessageId);
    }

    [Fact]
    public async Task A_message_of_somebody_else_changes_nothing()
    {
        await TakeAsync("10065", Message("enrolment.requested/full"), Message("offering.published/minimal"));
        Assert.All(_store.Messages, record => Assert.Equal(
            ("10065", MessageOutcome.Refused, 0, 0, 0, 0),
            (record.Sender, record.Outcome, record.Deliveries.Count, record.Links.Count, record.Offerings.Count, record.StudentHashes.Count)));
    }

    [Fact]
    public async Task A_hundred_enrolments_to_one_course_cost_one_look_and_one_record()
    {
        await TakeAsync("10065", [.. Enumerable.Range(0, 100).Select(Enrolment)]);
        Assert.Equal((1, 1), (_store.Reads, _store.Calls.Count));
        Assert.Equal(100, _store.Messages.Count(record => record.Outcome == MessageOutcome.Accepted));
    }

    [Fact]
    public async Task What_an_earlier_message_of_the_batch_changed_is_known_to_a_later_one_R7()
    {
        await TakeAsync("10056", Message("offering.published/minimal"), Message("offering.withdrawn/minimal", ("data/items/0/id", "CU-300"), ("time", "2026-01-05T06:00:00Z")));
        Assert.Equal(2, _store.Calls.Count);
        Assert.True(_store.Calls[1][0].Offerings.Single().Offering.Withdrawn);
    }

    [Fact]
    public async Task An_id_used_twice_in_one_batch_is_a_repeat_or_a_conflict()
    {
        var answers = await TakeAsync("10065", Enrolment(1), Enrolment(1), Message("enrolment.requested/minimal", ("id", "e-1"), ("network", "campusonline")));
        Assert.Equal([RecordKind.New, RecordKind.Repeat, RecordKind.Conflict], answers.Select(answer => answer.Kind));
        Assert.Equal((MessageOutcome.Refused, DuplicateConflict), (answers[2].Outcome, answers[2].Problems.Single().Code));
    }

    [Fact]
    public async Task Messages_without_a_readable_id_are_told_apart_by_their_content()
    {
        var answers = await TakeAsync("10065", "{"u8.ToArray(), "["u8.ToArray(), "{"u8.ToArray());
        Assert.Equal([RecordKind.New, RecordKind.New, RecordKind.Repeat], answers.Select(answer => answer.Kind));
        Assert.Equal((2, answers[0].TrackingId), (answers.Select(answer => answer.TrackingId).Distinct().Count(), answers[2].TrackingId));
    }

    [Fact]
    public async Task What_no_queue_takes_is_parked_with_its_payload_sealed()
    {
        var answer = Assert.Single(await TakeAsync("10065", Enrolment(1)));
        var parked = Assert.Single(_store.Changes);
        Assert.Equal((answer.Deliveries[0].DeliveryId, DeliveryState.Parked, RecipientNotConnected), (parked.DeliveryId, parked.State, parked.Code));
        Assert.Equal(Enrolment(1), _services.GetRequiredService<PayloadVault>().Open(parked.DeliveryId, parked.Payload!)); // parked ones have it
    }

    private static byte[] Enrolment(int number) => Message(
        "enrolment.requested/minimal",
        ("id", $"e-{number}"),
        ("caseid", $"case-{number}"),
        ("data/student/learnerNumber", null),
        ("data/student/personalIdentityCode", Hetu(number)));

    /// <summary>A personal identity code that nobody has: of this many days after the turn of the century, individual number 900.</summary>
    private static string Hetu(int days)
    {
        var day = new DateOnly(2000, 1, 1).AddDays(days).ToString("ddMMyy", CultureInfo.InvariantCulture);
        return $"{day}A900{"0123456789ABCDEFHJKLMNPRSTUVWXY"[int.Parse(day + "900", CultureInfo.InvariantCulture) % 31]}";
    }

    private static byte[] Message(string example, params (string Path, JsonNode? Value)[] edits) => ExampleMessage.Bytes(example, edits);

    private Intake With(StudentHasher hasher) => ActivatorUtilities.CreateInstance<Intake>(_services, hasher);

    private Task<IReadOnlyList<Answer>> TakeAsync(string institution, params byte[][] bodies) => TakeAsync(_services.GetRequiredService<Intake>(), institution, bodies);

    private static Task<IReadOnlyList<Answer>> TakeAsync(Intake intake, string institution, params byte[][] bodies) => intake.ProcessAsync(
        institution,
        [.. bodies.Select(body => new LaneMessage { Body = body, ContentType = MessageValidation.ContentType })],
        TestContext.Current.CancellationToken);
}
