using System.Globalization;
using CrossStudyBroker.Adapters.Rules;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.ReferenceSis.Faults;
using CrossStudyBroker.ReferenceSis.Offerings;

namespace CrossStudyBroker.ReferenceSis.Traffic;

/// <summary>The things that students and staff do, as often as in life: mostly enrolling, seldom correcting.</summary>
internal sealed class TrafficActions
{
    private static readonly string[] Subjects =
        ["Tietosuojan perusteet", "Palvelumuotoilu", "Pilviarkkitehtuurit", "Yrittäjyys", "Kestävä logistiikka", "Ohjelmistotestaus"];

    private readonly IReadOnlyList<ReferenceInstitution> _institutions;
    private readonly TrafficOptions _options;
    private readonly TimeProvider _clock;
    private readonly Random _random;
    private readonly (int Share, Func<CancellationToken, Task<bool>> Act)[] _actions;

    public TrafficActions(IReadOnlyList<ReferenceInstitution> institutions, TrafficOptions options, TimeProvider clock)
    {
        _institutions = institutions;
        _options = options;
        _clock = clock;
        _random = new(options.Seed);
        _actions =
        [
            (36, EnrolAsync), (14, DecideAsync), (18, CompleteAsync), (12, ChangePersonalDataAsync),
            (8, ChangeStudyRightAsync), (6, CancelAsync), (4, CorrectAsync), (2, ProlongAsync),
        ];
    }

    /// <summary>Every institution publishes its courses (R6).</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        foreach (var institution in _institutions)
        {
            var items = Enumerable.Range(1, _options.Courses).SelectMany(number => Courses.Make(Plan(institution, number))).ToList();
            await institution.PublishOfferingAsync(items, dryRun: false, cancellationToken);
        }
    }

    /// <summary>One action; if there is nothing to do of the kind that was drawn, a student enrols instead.</summary>
    public async Task ActAsync(CancellationToken cancellationToken)
    {
        foreach (var institution in _institutions)
        {
            await institution.ResendAsync(cancellationToken);
        }

        if (_random.NextDouble() < _options.Faults)
        {
            // Three attempts in a row: the caller's own retries do not hide it, and the broker is seen to try again later.
            Pick(_institutions).Faults.Next(MessageType.EnrolmentRequested, 3, ScriptedFault.Temporary(ProblemCodes.RecipientBusy));
        }

        var draw = _random.Next(_actions.Sum(a => a.Share));
        var action = _actions.First(a => (draw -= a.Share) < 0);
        _ = await action.Act(cancellationToken) || await EnrolAsync(cancellationToken);
    }

    private async Task<bool> EnrolAsync(CancellationToken cancellationToken)
    {
        var home = Pick(_institutions);
        var now = _clock.GetUtcNow();
        var open = home.Catalogue
            .Where(c => c.Target != home.Institution && c.Item.Kind == OfferingKind.Realisation && c.Item.Networks.Any(n => n.Id == _options.Network))
            .Where(c => !(c.Item.EnrolmentStart > now || c.Item.EnrolmentEnd < now))
            .ToList();
        if (open.Count == 0 || home.Students.Count == 0)
        {
            return false;
        }

        var place = Pick(open);
        await home.EnrolAsync(Pick(home.Students).Id, place.Target, _options.Network, [place.Item.Id], cancellationToken);
        return true;
    }

    private async Task<bool> DecideAsync(CancellationToken cancellationToken)
    {
        var (target, chosen) = Choose(i => i.TargetCases.Where(c => c.Selections.Any(s => s.State == SelectionState.Pending)));
        if (chosen is null)
        {
            return false;
        }

        await target.DecideAsync(chosen.Home, chosen.CaseId, accept: _random.Next(100) < 85, cancellationToken);
        return true;
    }

    private async Task<bool> CompleteAsync(CancellationToken cancellationToken)
    {
        var (target, chosen) = Choose(i =>
        {
            var done = i.Completions.Select(c => c.CaseId).ToHashSet(StringComparer.Ordinal);
            return i.TargetCases.Where(c => !done.Contains(c.CaseId) && c.Selections.Any(s => s.State == SelectionState.Accepted));
        });
        if (chosen is null)
        {
            return false;
        }

        var place = chosen.Selections.First(s => s.State == SelectionState.Accepted);
        await target.RecordCompletionAsync(chosen.Home, chosen.CaseId, place.Id, Grade(), cancellationToken);
        return true;
    }

    private async Task<bool> CorrectAsync(CancellationToken cancellationToken)
    {
        var (target, chosen) = Choose(i => i.Completions.Where(c => c.Answer == AnsweredCompletionOutcome.Recorded));
        if (chosen is null)
        {
            return false;
        }

        await target.CorrectCompletionAsync(chosen.Completion.Id, Grade(), cancellationToken);
        return true;
    }

    private async Task<bool> CancelAsync(CancellationToken cancellationToken)
    {
        var (home, chosen) = Choose(i => i.HomeCases.Where(c => c.IsAccepted || c.State == Home.HomeCaseState.Received));
        if (chosen is null)
        {
            return false;
        }

        await home.CancelAsync(chosen.CaseId, cancellationToken);
        return true;
    }

    private async Task<bool> ChangePersonalDataAsync(CancellationToken cancellationToken)
    {
        var (home, chosen) = Choose(i => i.HomeCases.Where(c => c.IsAccepted));
        if (chosen is null)
        {
            return false;
        }

        var phone = new Phone { Number = string.Create(CultureInfo.InvariantCulture, $"+358 40 000{_random.Next(10_000):D4}") };
        await home.ChangePersonalDataAsync(chosen.StudentId, student => student with { Phones = [phone] }, cancellationToken);
        return true;
    }

    private async Task<bool> ChangeStudyRightAsync(CancellationToken cancellationToken)
    {
        var (home, chosen) = Choose(i => i.HomeCases.Where(c => c.IsAccepted));
        if (chosen is null)
        {
            return false;
        }

        var longer = _random.Next(2) == 0;
        await home.ChangeStudyRightAsync(
            chosen.StudentId,
            longer ? StudyRightChangeReason.Prolonged : StudyRightChangeReason.Shortened,
            right => right with { EndDate = longer ? right.EndDate.AddMonths(6) : Later(right.EndDate.AddMonths(-6)) },
            cancellationToken);
        return true;
    }

    /// <summary>R9: late enrolment by a longer enrolment period.</summary>
    private async Task<bool> ProlongAsync(CancellationToken cancellationToken)
    {
        var (target, chosen) = Choose(i => i.Catalogue.Where(c => c.Target == i.Institution && c.Item.Kind == OfferingKind.Realisation));
        if (chosen is null)
        {
            return false;
        }

        var until = _clock.GetUtcNow().AddDays(30 + _random.Next(30));
        await target.PublishOfferingAsync([chosen.Item with { EnrolmentEnd = until }], dryRun: false, cancellationToken);
        return true;
    }

    private CoursePlan Plan(ReferenceInstitution institution, int number)
    {
        var now = _clock.GetUtcNow();
        var today = FinnishDay.Of(now);
        return new()
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"R-{institution.Institution}-{number}"),
            Name = Subjects[(number - 1) % Subjects.Length],
            Networks = [_options.Network],
            EnrolmentStart = now.AddDays(-7),
            EnrolmentEnd = now.AddDays(30),
            StartDate = today.AddDays(14),
            EndDate = today.AddDays(90),
        };
    }

    /// <summary>A study right is not shortened into the past here: its student goes on taking part.</summary>
    private DateOnly Later(DateOnly day)
    {
        var soonest = FinnishDay.Of(_clock.GetUtcNow()).AddMonths(6);
        return day < soonest ? soonest : day;
    }

    private string Grade() => (1 + _random.Next(5)).ToString(CultureInfo.InvariantCulture);

    /// <summary>One of what the institutions have of a kind, and whose it is.</summary>
    private (ReferenceInstitution Institution, T? Chosen) Choose<T>(Func<ReferenceInstitution, IEnumerable<T>> candidates)
        where T : class
    {
        var all = _institutions.SelectMany(i => candidates(i).Select(c => (Institution: i, Chosen: (T?)c))).ToList();
        return all.Count == 0 ? (_institutions[0], null) : Pick(all);
    }

    private T Pick<T>(IReadOnlyList<T> values) => values[_random.Next(values.Count)];
}
