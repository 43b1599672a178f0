using System.Text;
using System.Text.Json.Nodes;
using CrossStudyBroker.Adapters;
using CrossStudyBroker.Broker.Audit;
using CrossStudyBroker.Broker.Resolution;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Tests.Behaviour;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static CrossStudyBroker.Tests.Behaviour.RigDirectory;

namespace CrossStudyBroker.Tests.Leaks;

/// <summary>Messages with marks in all personal fields, sent through every fate that a message can have, round and round.</summary>
internal sealed class LeakStory(BrokerRig rig, PersonalMarks marks)
{
    private const int Fates = 9;

    private static readonly (string Home, string Target)[] Pairs = [(Metropolia, HaagaHelia), (Laurea, Metropolia), (HaagaHelia, Laurea)];

    private readonly List<(CrossStudyCase Study, JsonObject Request)> _cases = [];
    private readonly Dictionary<JsonObject, DeliveryState> _ends = [];
    private readonly List<JsonObject> _toCome = [];

    /// <summary>How many messages were sent.</summary>
    public int Count { get; private set; }

    /// <summary>A student of whom everything went well.</summary>
    public CrossStudyCase Student => _cases[0].Study;

    /// <summary>Deliveries that wait for an institution to resolve them.</summary>
    public IEnumerable<Guid> WaitingAt(string institution) =>
        Of(5).Where(one => one.Study.Target == institution).Select(one => one.Request.DeliveryIdTo(institution));

    /// <summary>Prepares so many requests, one for each case, and how their targets answer them.</summary>
    public void Prepare(int cases)
    {
        for (var n = 0; n < Math.Max(cases, Fates); n++)
        {
            var (home, target) = Pairs[n / Fates % Pairs.Length];
            var study = new CrossStudyCase(home, target);
            var request = marks.Plant(study.Requested("valid-full"));
            _cases.Add((study, request));
            Decide(n % Fates, study, request);
        }
    }

    /// <summary>Sends the requests; what becomes of them is another matter.</summary>
    public Task SendAsync() => SendAsync(_cases.Select(one => one.Request));

    /// <summary>Ends when every request is where its fate has it for now.</summary>
    public Task SettleAsync() => SettledAsync();

    /// <summary>What belongs to the cases that went well, and what waits behind others.</summary>
    public async Task GoOnAsync()
    {
        await SendAsync(_toCome);
        _toCome.ForEach(message => _ends[message] = DeliveryState.Held);
        foreach (var (study, request) in Of(0))
        {
            await StageAsync(study.Received(request, "valid-full"), study.Decided(request));
            var (studyRight, first, completion) = (study.StudyRightChange("valid-full"), study.PersonalDataChange("valid-full"), study.Completion("valid-full"));
            await StageAsync(studyRight, first, completion);
            await SupersedeAsync(study);
            await StageAsync(study.StudyRightAnswer(studyRight, "valid-full"), study.PersonalDataAnswer(first, "valid-full"), study.CompletionAnswer(completion, "valid-full")); // the link ends with them
        }

        await StageAsync(Of(0).Take(1).Select(one => one.Study.Offering("valid-full")).ToArray());
        await SettledAsync();
    }

    /// <summary>What is refused when it comes in: everything that can be wrong, around marks in all fields, and an id used twice.</summary>
    public async Task SendBadAsync()
    {
        foreach (var (_, request) in Of(0).Where((_, n) => n % 20 == 0))
        {
            await rig.SubmitAsync(request);
            var study = new CrossStudyCase();
            marks.Add(study);
            foreach (var bad in BadMessage.Kinds.Values.Select(kind => kind(study)).Append(Another(request)))
            {
                Assert.Equal(MessageOutcome.Refused, (await rig.SubmitAsync(bad.Lane, bad.Body, bad.ContentType)).Outcome);
                Count++;
            }
        }
    }

    /// <summary>Institutions resolve what waits: try again, return, resolve elsewhere, discard; the rest is left to its end.</summary>
    public async Task ResolveAsync()
    {
        foreach (var (study, request) in Of(3))
        {
            rig.At(study.Target).Answers(request.Id(), Outcome.Processed);
        }

        foreach (var (fate, verb, state) in new[] { (3, Verb.Retry, DeliveryState.Processed), (5, Verb.Return, DeliveryState.Returned), (6, Verb.ResolveElsewhere, DeliveryState.ResolvedElsewhere), (7, Verb.Discard, DeliveryState.Discarded) })
        {
            foreach (var (study, request) in Of(fate))
            {
                var result = await rig.Services.GetRequiredService<Resolving>().ActAsync(
                    request.DeliveryIdTo(study.Target),
                    new VerbRequest { Verb = verb, Note = "Agreed by telephone." },
                    new Actor { Institution = verb == Verb.Discard ? study.Home : study.Target, Person = "p", Name = "Person" },
                    CancellationToken.None);
                Assert.Null(result!.Refused); // both have a part in it
            }

            Expect(fate, state);
        }

        await SettledAsync();
    }

    /// <summary>Ends when what was left is over.</summary>
    public async Task ExpireAsync()
    {
        Expect(2, DeliveryState.Expired);
        Expect(4, DeliveryState.Expired);
        _toCome.ForEach(message => _ends[message] = DeliveryState.Expired);
        await SettledAsync();
    }

    private IEnumerable<(CrossStudyCase Study, JsonObject Request)> Of(int fate) => _cases.Where((_, n) => n % Fates == fate);

    private void Expect(int fate, DeliveryState state)
    {
        foreach (var (_, request) in Of(fate))
        {
            _ends[request] = state;
        }
    }

    private void Decide(int fate, CrossStudyCase study, JsonObject request)
    {
        var (target, id) = (rig.At(study.Target), request.Id());
        _ends[request] = fate switch { 0 or 8 => DeliveryState.Processed, 1 => DeliveryState.Refused, 3 or 4 => DeliveryState.Retrying, _ => DeliveryState.Parked };
        switch (fate)
        {
            case 1:
                target.Answers(id, Outcome.Refused(ProblemCodes.StudentUnknown, "No place for " + marks.New()));
                break;
            case 2:
                target.Answers(id, Outcome.FailedPermanently(ProblemCodes.StudentAmbiguous));
                _toCome.Add(marks.Plant(study.Cancelled("valid-full")));
                break;
            case 3:
                target.Answers(id, _ => throw new InvalidOperationException(Encoding.UTF8.GetString(request.Bytes()), new ArgumentException(request.ToJsonString())));
                break;
            case 4:
                target.Answers(id, Outcome.FailedTemporarily(ProblemCodes.RecipientBusy));
                break;
            case 5 or 6 or 7:
                target.Answers(id, Outcome.FailedPermanently(ProblemCodes.StudentUnknown));
                break;
        }
    }

    /// <summary>Newer personal data, by the same identifiers, replace older ones that wait.</summary>
    private async Task SupersedeAsync(CrossStudyCase study)
    {
        var older = marks.Plant(study.PersonalDataChange());
        var newer = older.DeepClone().AsObject();
        newer["id"] = Guid.CreateVersion7().ToString();
        newer["data"]!["student"]!["lastName"] = marks.New(); // it is about a student
        rig.At(study.Target).Answers(older.Id(), Outcome.FailedPermanently(ProblemCodes.StudentAmbiguous));
        await SendAsync([older]);
        await rig.SeesAsync(older, DeliveryState.Parked);
        await SendAsync([newer]);
        await rig.SeesAsync(newer, DeliveryState.Processed);
        _ends[older] = DeliveryState.Superseded;
    }

    /// <summary>The same id with other content.</summary>
    private BadMessage Another(JsonObject request)
    {
        var other = request.DeepClone().AsObject();
        other["data"]!["student"]!["lastName"] = marks.New(); // the example has a student
        return new BadMessage { Lane = request.Sender(), Body = other.Bytes(), Code = ProblemCodes.DuplicateConflict };
    }

    private async Task StageAsync(params JsonObject[] messages)
    {
        foreach (var message in messages)
        {
            _ends[marks.Plant(message)] = DeliveryState.Processed;
        }

        await SendAsync(messages);
        foreach (var message in messages)
        {
            await rig.SeesAsync(message, DeliveryState.Processed);
        }
    }

    private async Task SendAsync(IEnumerable<JsonObject> messages)
    {
        foreach (var lane in messages.GroupBy(message => message.Sender()))
        {
            var bodies = lane.Select(message => message.Bytes()).ToList();
            await rig.SendManyAsync(lane.Key, bodies);
            Count += bodies.Count;
        }
    }

    private async Task SettledAsync()
    {
        foreach (var (message, state) in _ends)
        {
            await rig.SeesAsync(message, state);
        }
    }
}
