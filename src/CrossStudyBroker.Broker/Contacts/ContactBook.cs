namespace CrossStudyBroker.Broker.Contacts;

/// <summary>Signs of life, noted on the way of messages and stored a moment later (<see cref="ContactWriter"/>), so that they cost messages nothing.</summary>
internal sealed class ContactBook(TimeProvider time)
{
    private readonly Lock _lock = new();
    private Dictionary<string, ContactNote> _notes = new(StringComparer.Ordinal);

    /// <summary>It sent something.</summary>
    public void Heard(string institution) => Add(new ContactNote { Institution = institution, HeardAt = time.GetUtcNow() });

    /// <summary>Its adapter took or refused something: it lives, and its circuit is closed.</summary>
    public void Answered(string institution) => Add(new ContactNote { Institution = institution, HeardAt = time.GetUtcNow(), IsMended = true });

    /// <summary>Its circuit is open for so long.</summary>
    public void Broke(string institution, TimeSpan duration)
    {
        var now = time.GetUtcNow();
        Add(new ContactNote { Institution = institution, BrokenAt = now, BrokenUntil = now + duration });
    }

    /// <summary>Takes what was noted.</summary>
    public IReadOnlyCollection<ContactNote> Take()
    {
        lock (_lock)
        {
            var taken = _notes;
            _notes = new Dictionary<string, ContactNote>(StringComparer.Ordinal);
            return taken.Values;
        }
    }

    /// <summary>Takes back what could not be stored.</summary>
    public void PutBack(IEnumerable<ContactNote> notes)
    {
        lock (_lock)
        {
            foreach (var note in notes)
            {
                _notes[note.Institution] = _notes.TryGetValue(note.Institution, out var later) ? note.And(later) : note;
            }
        }
    }

    private void Add(ContactNote note)
    {
        lock (_lock)
        {
            _notes[note.Institution] = _notes.TryGetValue(note.Institution, out var earlier) ? earlier.And(note) : note;
        }
    }
}
