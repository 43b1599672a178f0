using CrossStudyBroker.Broker.Audit;
using CrossStudyBroker.Broker.Resolution;
using CrossStudyBroker.Broker.Retention;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Vault;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Tests.Retention;
using Microsoft.Extensions.Options;
using Xunit;

namespace CrossStudyBroker.Tests.Tracking;

public abstract partial class TrackerStoreTests
{
    private readonly SecretKeys _keys = SecretKeys.Ephemeral();

    private PayloadVault OwnVault => new(_keys, Periods.Of(), Time);

    [Fact]
    public async Task Each_party_of_a_case_sees_its_own_part_of_it()
    {
        await RecordAsync(
            Sample.Message("m-1", caseId: "case-1"),
            Sample.Message("m-2", caseId: "case-1", recipients: [Sample.Third]),
            Sample.Message("m-3", sender: Sample.Target, caseId: "case-1", recipients: [Sample.Home]),
            Sample.Message("m-4", caseId: "case-2"));

        Assert.Equal(["m-1", "m-2", "m-3"], await CaseAsync(AtHome));
        Assert.Equal(["m-1", "m-3"], await CaseAsync(AtTarget));
        Assert.Equal(["m-2"], await CaseAsync(AtThird));
        Assert.Equal(["m-1", "m-2", "m-3"], await CaseAsync(Operator));
        Assert.Null(await Resolving.FindCaseAsync("case-2", AtThird, Cancellation));
        Assert.Null(await Resolving.FindCaseAsync("case-3", Operator, Cancellation));

        async Task<IEnumerable<string>> CaseAsync(Actor actor) =>
            (await Resolving.FindCaseAsync("case-1", actor, Cancellation))!.Transfers.Select(view => view.Transfer.MessageId); // it is there
    }

    [Fact]
    public async Task A_payload_is_read_by_its_parties_with_the_right_while_it_waits_and_every_reading_is_audited()
    {
        await RecordAsync(Sample.Message());
        await ApplyAsync(Sample.Change(DeliveryState.Parked, payload: OwnVault.Seal(Sample.DeliveryId(), "{}"u8, network: null)));

        Assert.Equal("{}"u8.ToArray(), (await ReadAsync(AtTarget with { MayReadPayloads = true }))!.Content);
        Assert.Equal("{}"u8.ToArray(), (await ReadAsync(AtHome with { MayReadPayloads = true }))!.Content);
        Assert.Equal(PayloadRead.Not(ProblemCodes.NotPermitted), await ReadAsync(AtTarget));
        Assert.Null(await ReadAsync(AtThird with { MayReadPayloads = true }));
        await ApplyAsync(Sample.Change(DeliveryState.Discarded));
        Assert.Equal(PayloadRead.Not(ProblemCodes.PayloadNotKept), await ReadAsync(AtHome with { MayReadPayloads = true }));

        Assert.Equal(
            [(Sample.Home, ProblemCodes.PayloadNotKept), (Sample.Target, ProblemCodes.NotPermitted), (Sample.Home, null), (Sample.Target, null)],
            (await Audit.ListAsync(new AuditFilter { DeliveryId = Sample.DeliveryId() }, Cancellation)).Entries.Select(entry => (entry.By.Institution, entry.Refusal)));
    }

    [Fact]
    public async Task A_payload_whose_time_is_over_or_whose_key_is_gone_is_not_given()
    {
        await RecordAsync(Sample.Message("m-1"), Sample.Message("m-2"));
        var ours = OwnVault.Seal(Sample.DeliveryId("m-1"), "{}"u8, network: null);
        await ApplyAsync(Sample.Change(DeliveryState.Parked, "m-1", payload: ours with { ExpiresAt = Time.Now }), Sample.Change(DeliveryState.Parked, "m-2", payload: Sample.Payload()));

        Assert.Equal(PayloadRead.Not(ProblemCodes.PayloadNotKept), await ReadAsync(AtTarget with { MayReadPayloads = true }, "m-1"));
        Assert.Equal(PayloadRead.Not(ProblemCodes.PayloadUnreadable), await ReadAsync(AtTarget with { MayReadPayloads = true }, "m-2"));
    }

    [Fact]
    public async Task A_students_messages_are_found_by_any_of_the_identifiers_among_ones_own_page_by_page()
    {
        await RecordAsync(
            Sample.Message("m-1") with { StudentHashes = [Sample.Hash("number"), Sample.Hash("code")] },
            Sample.Message("m-2", at: Sample.Start.AddMinutes(1)) with { StudentHashes = [Sample.Hash("code")] },
            Sample.Message("m-3", recipients: [Sample.Third], at: Sample.Start.AddMinutes(2)) with { StudentHashes = [Sample.Hash("number")] },
            Sample.Message("m-4") with { StudentHashes = [Sample.Hash("other")] });

        Assert.Equal(["m-3", "m-2", "m-1"], await FoundAsync(Sample.Home, "number", "code"));
        Assert.Equal(["m-2", "m-1"], await FoundAsync(Sample.Target, "number", "code"));
        Assert.Equal(["m-3"], await FoundAsync(Sample.Third, "number"));
        Assert.Empty(await FoundAsync(Sample.Third, "code"));

        async Task<List<string>> FoundAsync(string who, params string[] identifiers)
        {
            var found = new List<string>();
            for (MessagePage? page = null; page is null or { NextCursor: not null };)
            {
                page = await Store.ListAsync(new MessageFilter { VisibleTo = who, Students = [.. identifiers.Select(Sample.Hash)], Limit = 1, Cursor = page?.NextCursor }, Cancellation);
                found.AddRange(page.Messages.Select(message => message.MessageId));
            }

            return found;
        }
    }

    [Fact]
    public async Task What_people_did_is_erased_when_its_time_is_over()
    {
        await ParkAsync();
        await ActAsync(AtHome, Verb.Note, "Old.");
        Time.Now += TimeSpan.FromDays(1);
        await ActAsync(AtHome, Verb.Note, "Newer.");
        var clock = new AuditClock(Database, Ledger, Options.Create(new RetentionOptions { Audit = TimeSpan.FromDays(730) }));

        Assert.Equal([1], await clock.RunAsync(Sample.Start.AddDays(730).AddMinutes(1), Cancellation).ToListAsync(Cancellation));

        Assert.Equal(["Newer."], (await Audit.ListAsync(new AuditFilter { VisibleTo = Sample.Home }, Cancellation)).Entries.Select(entry => entry.Note));
        Assert.Equal((1, 2), (await CountAsync("audit"), await CountAsync("audit_party")));
    }

    private Task<PayloadRead?> ReadAsync(Actor actor, string message = "m-1") =>
        new PayloadReading((ITrackerDatabase)Store, Audit, OwnVault, Time).ReadAsync(Sample.DeliveryId(message), actor, Cancellation);
}
