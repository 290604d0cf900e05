-- Made of expression.py by tools/weekly_sql.py; “make test-distributed” holds them equal.
WITH "t8" AS NOT MATERIALIZED (
  SELECT
    "t1"."id",
    "t1"."slot",
    "t1"."named",
    "t1"."sum_1",
    "t1"."sum_2",
    "t1"."sum_3",
    "t1"."sum_4",
    UNNEST("t1"."tags") AS "tag"
  FROM "placed" AS "t1"
), "t25" AS NOT MATERIALIZED (
  SELECT
    "t16"."tag",
    "t16"."slot",
    "t16"."tickets",
    "t16"."sum_1",
    "t16"."sum_2",
    "t16"."sum_3",
    "t16"."sum_4",
    "t4"."weeks_ago",
    "t4"."since",
    "t4"."until",
    "t6"."tag" AS "tag_of_rule",
    "t6"."topic",
    "t6"."since" AS "since_of_rule",
    "t6"."until" AS "until_of_rule",
    "t6"."shared"
  FROM (
    SELECT
      "t2"."tag",
      "t2"."slot",
      "t2"."tickets",
      "t2"."sum_1" * "t2"."tickets" AS "sum_1",
      "t2"."sum_2" * "t2"."tickets" AS "sum_2",
      "t2"."sum_3" * "t2"."tickets" AS "sum_3",
      "t2"."sum_4" * "t2"."tickets" AS "sum_4"
    FROM "part" AS "t2"
  ) AS "t16"
  INNER JOIN "slot" AS "t4"
    ON "t16"."slot" = "t4"."slot"
  LEFT OUTER JOIN "rule" AS "t6"
    ON "t16"."tag" = "t6"."tag"
)
SELECT
  *
FROM (
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        'topic' AS "measure",
        "t32"."weeks_ago",
        CASE
          WHEN COALESCE("t32"."tag_of_rule", '') = ''
          THEN "t32"."tag"
          ELSE "t32"."topic"
        END AS "topic",
        "t32"."tickets",
        "t32"."sum_1",
        "t32"."sum_2",
        "t32"."sum_3",
        "t32"."sum_4"
      FROM (
        SELECT
          "t22"."slot",
          "t22"."tag",
          "t22"."tickets",
          "t22"."sum_1",
          "t22"."sum_2",
          "t22"."sum_3",
          "t22"."sum_4",
          "t4"."weeks_ago",
          "t4"."since",
          "t4"."until",
          "t6"."tag" AS "tag_of_rule",
          "t6"."topic",
          "t6"."since" AS "since_of_rule",
          "t6"."until" AS "until_of_rule",
          "t6"."shared"
        FROM (
          SELECT
            "t14"."slot",
            "t14"."tag",
            COUNT(*) AS "tickets",
            SUM("t14"."sum_1") AS "sum_1",
            SUM("t14"."sum_2") AS "sum_2",
            SUM("t14"."sum_3") AS "sum_3",
            SUM("t14"."sum_4") AS "sum_4"
          FROM "t8" AS "t14"
          GROUP BY
            1,
            2
        ) AS "t22"
        INNER JOIN "slot" AS "t4"
          ON "t22"."slot" = "t4"."slot"
        LEFT OUTER JOIN "rule" AS "t6"
          ON "t22"."tag" = "t6"."tag"
      ) AS "t32"
      WHERE
        (
          COALESCE("t32"."tag_of_rule", '') = ''
        )
        OR (
          (
            "t32"."topic" <> ''
          )
          AND (
            (
              "t32"."since" >= "t32"."since_of_rule"
            )
            AND (
              "t32"."since" < "t32"."until_of_rule"
            )
          )
          AND NOT (
            "t32"."shared"
          )
        )
    ) AS "t42"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        'topic' AS "measure",
        "t34"."weeks_ago",
        "t34"."topic",
        "t34"."tickets",
        "t34"."sum_1",
        "t34"."sum_2",
        "t34"."sum_3",
        "t34"."sum_4"
      FROM (
        SELECT
          "t30"."weeks_ago",
          "t30"."topic",
          COUNT(*) AS "tickets",
          SUM("t30"."sum_1") AS "sum_1",
          SUM("t30"."sum_2") AS "sum_2",
          SUM("t30"."sum_3") AS "sum_3",
          SUM("t30"."sum_4") AS "sum_4"
        FROM (
          SELECT DISTINCT
            "t26"."id",
            "t26"."weeks_ago",
            "t26"."topic",
            "t26"."sum_1",
            "t26"."sum_2",
            "t26"."sum_3",
            "t26"."sum_4"
          FROM (
            SELECT
              "t18"."id",
              "t18"."slot",
              "t18"."named",
              "t18"."sum_1",
              "t18"."sum_2",
              "t18"."sum_3",
              "t18"."sum_4",
              "t18"."tag",
              "t13"."topic",
              "t13"."since_of_rule",
              "t13"."until_of_rule",
              "t13"."shared",
              "t5"."weeks_ago",
              "t5"."since",
              "t5"."until"
            FROM "t8" AS "t18"
            INNER JOIN (
              SELECT
                "t3"."tag",
                "t3"."topic",
                "t3"."since" AS "since_of_rule",
                "t3"."until" AS "until_of_rule",
                "t3"."shared"
              FROM "rule" AS "t3"
              WHERE
                "t3"."shared"
            ) AS "t13"
              ON "t18"."tag" = "t13"."tag"
            INNER JOIN "slot" AS "t5"
              ON "t18"."slot" = "t5"."slot"
          ) AS "t26"
          WHERE
            "t26"."since" >= "t26"."since_of_rule" AND "t26"."since" < "t26"."until_of_rule"
        ) AS "t30"
        GROUP BY
          1,
          2
      ) AS "t34"
    ) AS "t39"
  ) AS "t43"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        'exposure' AS "measure",
        "t4"."weeks_ago",
        '' AS "topic",
        "t21"."tickets",
        "t21"."sum_1",
        "t21"."sum_2",
        "t21"."sum_3",
        "t21"."sum_4"
      FROM (
        SELECT
          "t9"."slot",
          COUNT(*) AS "tickets",
          SUM("t9"."sum_1") AS "sum_1",
          SUM("t9"."sum_2") AS "sum_2",
          SUM("t9"."sum_3") AS "sum_3",
          SUM("t9"."sum_4") AS "sum_4"
        FROM (
          SELECT
            *
          FROM "placed" AS "t1"
          WHERE
            "t1"."named" > 0
        ) AS "t9"
        GROUP BY
          1
      ) AS "t21"
      INNER JOIN "slot" AS "t4"
        ON "t21"."slot" = "t4"."slot"
    ) AS "t29"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        'exposure' AS "measure",
        "t44"."weeks_ago",
        '' AS "topic",
        "t44"."tickets",
        "t44"."sum_1",
        "t44"."sum_2",
        "t44"."sum_3",
        "t44"."sum_4"
      FROM (
        SELECT
          "t40"."weeks_ago",
          -(
            COUNT(*)
          ) AS "tickets",
          -(
            SUM("t40"."sum_1")
          ) AS "sum_1",
          -(
            SUM("t40"."sum_2")
          ) AS "sum_2",
          -(
            SUM("t40"."sum_3")
          ) AS "sum_3",
          -(
            SUM("t40"."sum_4")
          ) AS "sum_4"
        FROM (
          SELECT
            *
          FROM (
            SELECT
              "t31"."id",
              "t31"."weeks_ago",
              "t31"."named",
              "t31"."sum_1",
              "t31"."sum_2",
              "t31"."sum_3",
              "t31"."sum_4",
              COUNT(*) AS "idle"
            FROM (
              SELECT
                *
              FROM (
                SELECT
                  "t18"."id",
                  "t18"."slot",
                  "t18"."named",
                  "t18"."sum_1",
                  "t18"."sum_2",
                  "t18"."sum_3",
                  "t18"."sum_4",
                  "t18"."tag",
                  "t17"."topic",
                  "t17"."since_of_rule",
                  "t17"."until_of_rule",
                  "t17"."shared",
                  "t5"."weeks_ago",
                  "t5"."since",
                  "t5"."until"
                FROM "t8" AS "t18"
                INNER JOIN (
                  SELECT
                    "t3"."tag",
                    "t3"."topic",
                    "t3"."since" AS "since_of_rule",
                    "t3"."until" AS "until_of_rule",
                    "t3"."shared"
                  FROM "rule" AS "t3"
                  WHERE
                    "t3"."topic" = ''
                ) AS "t17"
                  ON "t18"."tag" = "t17"."tag"
                INNER JOIN "slot" AS "t5"
                  ON "t18"."slot" = "t5"."slot"
              ) AS "t27"
              WHERE
                "t27"."since" >= "t27"."since_of_rule" AND "t27"."since" < "t27"."until_of_rule"
            ) AS "t31"
            GROUP BY
              1,
              2,
              3,
              4,
              5,
              6,
              7
          ) AS "t33"
          WHERE
            "t33"."idle" = "t33"."named"
        ) AS "t40"
        GROUP BY
          1
      ) AS "t44"
    ) AS "t45"
  ) AS "t46"
) AS "t47"
UNION ALL
SELECT
  *
FROM (
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        'all' AS "measure",
        "t4"."weeks_ago",
        '' AS "topic",
        "t15"."tickets",
        "t15"."sum_1",
        "t15"."sum_2",
        "t15"."sum_3",
        "t15"."sum_4"
      FROM (
        SELECT
          "t1"."slot",
          COUNT(*) AS "tickets",
          SUM("t1"."sum_1") AS "sum_1",
          SUM("t1"."sum_2") AS "sum_2",
          SUM("t1"."sum_3") AS "sum_3",
          SUM("t1"."sum_4") AS "sum_4"
        FROM "placed" AS "t1"
        GROUP BY
          1
      ) AS "t15"
      INNER JOIN "slot" AS "t4"
        ON "t15"."slot" = "t4"."slot"
    ) AS "t23"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        'topic' AS "measure",
        "t28"."weeks_ago",
        CASE
          WHEN COALESCE("t28"."tag_of_rule", '') = ''
          THEN "t28"."tag"
          ELSE "t28"."topic"
        END AS "topic",
        "t28"."tickets",
        "t28"."sum_1",
        "t28"."sum_2",
        "t28"."sum_3",
        "t28"."sum_4"
      FROM "t25" AS "t28"
      WHERE
        (
          COALESCE("t28"."tag_of_rule", '') = ''
        )
        OR (
          (
            "t28"."topic" <> ''
          )
          AND (
            (
              "t28"."since" >= "t28"."since_of_rule"
            )
            AND (
              "t28"."since" < "t28"."until_of_rule"
            )
          )
        )
    ) AS "t35"
  ) AS "t37"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        'exposure' AS "measure",
        "t28"."weeks_ago",
        '' AS "topic",
        "t28"."tickets",
        "t28"."sum_1",
        "t28"."sum_2",
        "t28"."sum_3",
        "t28"."sum_4"
      FROM "t25" AS "t28"
      WHERE
        (
          COALESCE("t28"."tag_of_rule", '') = ''
        )
        OR (
          (
            "t28"."topic" <> ''
          )
          AND (
            (
              "t28"."since" >= "t28"."since_of_rule"
            )
            AND (
              "t28"."since" < "t28"."until_of_rule"
            )
          )
        )
    ) AS "t36"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        'all' AS "measure",
        "t4"."weeks_ago",
        '' AS "topic",
        "t16"."tickets",
        "t16"."sum_1",
        "t16"."sum_2",
        "t16"."sum_3",
        "t16"."sum_4"
      FROM (
        SELECT
          "t2"."tag",
          "t2"."slot",
          "t2"."tickets",
          "t2"."sum_1" * "t2"."tickets" AS "sum_1",
          "t2"."sum_2" * "t2"."tickets" AS "sum_2",
          "t2"."sum_3" * "t2"."tickets" AS "sum_3",
          "t2"."sum_4" * "t2"."tickets" AS "sum_4"
        FROM "part" AS "t2"
      ) AS "t16"
      INNER JOIN "slot" AS "t4"
        ON "t16"."slot" = "t4"."slot"
    ) AS "t24"
  ) AS "t38"
) AS "t41"
